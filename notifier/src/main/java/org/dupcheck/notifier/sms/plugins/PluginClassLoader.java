package org.dupcheck.notifier.sms.plugins;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * The classes of one plug-in: its own jars, those of Java, and of this system nothing but the port. So neither sees the other's
 * libraries, whatever their versions. Thread-safe.
 */
final class PluginClassLoader extends URLClassLoader {
    /** What a plug-in is handed, or hands back, and the log. */
    private static final List<String> SHARED_PACKAGES = List.of("org.dupcheck.notifier.sms.port.", "org.slf4j.");

    private static final String OUTCOME = "org.dupcheck.notifier.channels.Outcome";

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader node;

    PluginClassLoader(String name, List<URL> jars, ClassLoader node) {
        super(name, jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.node = node;
    }

    /** The port's before the plug-in's own: a copy of them in its jars would be other types of the same name. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return isShared(name) ? node.loadClass(name) : super.loadClass(name, resolve);
    }

    private static boolean isShared(String name) {
        return name.equals(OUTCOME)
                || name.startsWith(OUTCOME + "$")
                || SHARED_PACKAGES.stream().anyMatch(name::startsWith);
    }
}
