package org.dupcheck.spring;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.client.Inbox;
import org.dupcheck.client.SetAsideCallback;
import org.dupcheck.client.VerdictListener;
import org.dupcheck.client.VerdictListenerBuilder;
import org.dupcheck.client.WorkOrderListener;
import org.dupcheck.client.WorkOrderListenerBuilder;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderCommand;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * The application's listeners. They start once all beans are there and before the context is ready, and stop first, so that
 * whatever a callback needs is still there while it ends. Thread-safe.
 */
public final class DupcheckListeners implements SmartLifecycle {
    /** As Spring's own message listeners: started late, stopped early. */
    private static final int PHASE = Integer.MAX_VALUE - 100;

    private final ConfigurableApplicationContext context;
    private final DupcheckProperties properties;
    private final ObjectProvider<Inbox<?>> inbox;
    private final ObjectProvider<SetAsideCallback> onSetAside;
    private final ObjectProvider<ListenerObserver> observers;
    private final List<RunningListener> listeners = new ArrayList<>();
    private volatile boolean running;

    DupcheckListeners(
            ConfigurableApplicationContext context,
            DupcheckProperties properties,
            ObjectProvider<Inbox<?>> inbox,
            ObjectProvider<SetAsideCallback> onSetAside,
            ObjectProvider<ListenerObserver> observers) {
        this.context = context;
        this.properties = properties;
        this.inbox = inbox;
        this.onSetAside = onSetAside;
        this.observers = observers;
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        if (listeners.isEmpty()) {
            listeners.addAll(find());
            listeners.forEach(listener -> observers.forEach(observer -> observer.observe(listener)));
        }
        running = true;
        try {
            listeners.forEach(RunningListener::start);
        } catch (RuntimeException e) {
            stop(); // those that have started: a context that does not come up stops nothing
            throw e;
        }
    }

    @Override
    public synchronized void stop() {
        listeners.forEach(RunningListener::stop);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    synchronized List<RunningListener> all() {
        return List.copyOf(listeners);
    }

    private List<RunningListener> find() {
        List<RunningListener> found = new ArrayList<>();
        Set<String> groups = new HashSet<>();
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        for (String bean : beans.getBeanNamesForType(Object.class, false, false)) {
            Class<?> type = AutoProxyUtils.determineTargetClass(beans, bean);
            if (type == null) {
                continue;
            }
            methods(type, DupcheckVerdictListener.class).forEach((method, annotation) -> {
                ListenerMethod target = target(bean, method, VerdictEvent.class);
                String group = group(target, annotation.groupId(), groups, "verdicts");
                found.add(new RunningListener(target.name(), () -> verdicts(target, group)));
            });
            methods(type, DupcheckWorkOrderListener.class).forEach((method, annotation) -> {
                ListenerMethod target = target(bean, method, WorkOrderCommand.class);
                String group = group(target, annotation.groupId(), groups, "work orders");
                Inbox<?> ownInbox = annotation.inbox() ? inbox(target) : null;
                WorkOrderListenerBuilder builder = ownInbox == null
                        ? WorkOrderListener.builder(servers(), group, target::call)
                        : WorkOrderListener.builder(
                                servers(), group, ownInbox, (transaction, command) -> target.call(command));
                found.add(new RunningListener(target.name(), () -> workOrders(builder)));
            });
        }
        return found;
    }

    private static <A extends Annotation> Map<Method, A> methods(Class<?> type, Class<A> annotation) {
        if (!AnnotationUtils.isCandidateClass(type, annotation)) {
            return Map.of();
        }
        return MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<A>)
                method -> AnnotatedElementUtils.findMergedAnnotation(method, annotation));
    }

    private ListenerMethod target(String bean, Method method, Class<?> message) {
        return new ListenerMethod(bean + '.' + method.getName(), context.getBean(bean), method, message);
    }

    /** Two methods of one group would each hear a part of the messages, which nobody means. */
    private String group(ListenerMethod target, String named, Set<String> groups, String what) {
        String id = named.isEmpty()
                ? properties.groupId()
                : context.getEnvironment().resolveRequiredPlaceholders(named);
        if (id == null || id.isBlank()) {
            id = context.getEnvironment().getProperty("spring.application.name", "");
        }
        if (id.isBlank()) {
            throw new IllegalStateException(
                    "dupcheck.group-id is missing, and so is spring.application.name; " + target.name() + " needs it");
        }
        if (!groups.add(what + '\n' + id)) {
            throw new IllegalStateException(target.name() + " is the second listener for " + what + " in group " + id
                    + ": each would hear a part; give it a groupId of its own");
        }
        return id;
    }

    private Inbox<?> inbox(ListenerMethod target) {
        Inbox<?> only = inbox.getIfUnique();
        if (only == null) {
            throw new IllegalStateException(
                    target.name() + " needs an Inbox: there is no single bean of it, nor a single"
                            + " DataSource and PlatformTransactionManager to make one. With inbox = false it can do without,"
                            + " if it compares commandId");
        }
        return only;
    }

    private String servers() {
        return java.util.Objects.requireNonNull(properties.bootstrapServers(), "dupcheck.bootstrap-servers");
    }

    private VerdictListener verdicts(ListenerMethod target, String group) {
        VerdictListenerBuilder builder = VerdictListener.builder(servers(), event -> {
                    try {
                        target.call(event);
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(target.name() + " failed", e);
                    }
                })
                .groupId(group)
                .topicPrefix(properties.topicPrefix())
                .closeTimeout(properties.closeTimeout())
                .properties(properties.properties())
                .retries(properties.retries().toRetries());
        onSetAside.ifAvailable(builder::onSetAside);
        return builder.start();
    }

    private WorkOrderListener workOrders(WorkOrderListenerBuilder builder) {
        builder.topicPrefix(properties.topicPrefix())
                .closeTimeout(properties.closeTimeout())
                .properties(properties.properties())
                .retries(properties.retries().toRetries());
        onSetAside.ifAvailable(builder::onSetAside);
        return builder.start();
    }
}
