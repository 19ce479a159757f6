package org.dupcheck.spring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/** A method of the application's that hears messages. */
final class ListenerMethod {
    private final Object bean;
    private final Method method;
    private final String name;

    /**
     * @param name for logs, health and metrics, as in {@code orders.submit}
     * @throws IllegalStateException where it does not have exactly one parameter of that type
     */
    ListenerMethod(String name, Object bean, Method method, Class<?> message) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length != 1 || parameters[0] != message) {
            throw new IllegalStateException(
                    name + " must have one parameter, a " + message.getName() + ", to be a listener");
        }
        this.bean = bean;
        this.name = name;
        this.method = AopUtils.selectInvocableMethod(method, bean.getClass());
        ReflectionUtils.makeAccessible(this.method);
    }

    String name() {
        return name;
    }

    /** @throws Exception what the method throws */
    void call(Object message) throws Exception {
        try {
            method.invoke(bean, message);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception own) {
                throw own;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
