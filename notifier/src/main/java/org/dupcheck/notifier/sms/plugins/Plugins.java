package org.dupcheck.notifier.sms.plugins;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.dupcheck.notifier.sms.port.GatewayEntry;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.notifier.sms.port.SmsGatewayProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plug-ins of a folder: each folder in it is one, with all its jars. Thread-safe. */
public final class Plugins implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);
    private static final int MAX_PLUGINS = 16;
    private static final int MAX_JARS = 200;

    private final Map<String, Plugin> byKind = new TreeMap<>();
    private final List<PluginClassLoader> loaders = new ArrayList<>();

    private record Plugin(SmsGatewayProvider provider, ClassLoader loader) {}

    private Plugins() {}

    /**
     * Loads them all; they call nobody.
     *
     * @throws IllegalArgumentException where the folder, or a plug-in in it, is at fault
     */
    public static Plugins open(Path folder) {
        Plugins plugins = new Plugins();
        try {
            for (Path plugin : list(folder, Files::isDirectory, MAX_PLUGINS)) {
                plugins.add(plugin);
            }
            return plugins;
        } catch (RuntimeException e) {
            plugins.close();
            throw e;
        }
    }

    private void add(Path folder) {
        String name = String.valueOf(folder.getFileName());
        List<URL> jars = list(folder, file -> file.toString().endsWith(".jar"), MAX_JARS).stream()
                .map(Plugins::url)
                .toList();
        PluginClassLoader loader = new PluginClassLoader(name, jars, Plugins.class.getClassLoader());
        loaders.add(loader);
        try {
            List<SmsGatewayProvider> providers = within(loader, () -> providers(loader));
            if (providers.isEmpty()) {
                throw new IllegalArgumentException(
                        "plug-in " + name + ": has no " + SmsGatewayProvider.class.getName());
            }
            for (SmsGatewayProvider provider : providers) {
                if (byKind.putIfAbsent(provider.kind(), new Plugin(provider, loader)) != null) {
                    throw new IllegalArgumentException(
                            "plug-in " + name + ": there is another one of the kind " + provider.kind());
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new IllegalArgumentException("plug-in " + name + ": cannot be loaded: " + e, e);
        }
        LOG.info("plug-in {} for SMS is loaded from {}", name, folder);
    }

    private static List<SmsGatewayProvider> providers(ClassLoader loader) {
        return ServiceLoader.load(SmsGatewayProvider.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The gateway of an entry.
     *
     * @throws IllegalArgumentException where there is no plug-in of that kind, or the entry is at fault; the message begins with
     *     the field's name
     */
    public SmsGateway gateway(String kind, GatewayEntry entry) {
        Plugin plugin = byKind.get(kind);
        if (plugin == null) {
            throw new IllegalArgumentException(
                    "kind: there is no plug-in for " + kind + ", but for " + byKind.keySet());
        }
        try {
            SmsGateway gateway = within(plugin.loader(), () -> plugin.provider().open(entry));
            return new PluggedGateway(gateway, plugin.loader());
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            // its message may hold anything, also a secret
            throw new IllegalArgumentException(
                    "kind: the plug-in for " + kind + " failed: " + e.getClass().getName());
        }
    }

    /** With the plug-in's class loader as the thread's: libraries look for what they find by name there. */
    static <T> T within(ClassLoader loader, Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static List<Path> list(Path folder, DirectoryStream.Filter<Path> filter, int most) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, filter)) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new IllegalArgumentException(folder + " cannot be read: " + e, e);
        }
        if (found.size() > most) {
            throw new IllegalArgumentException(folder + " has more than " + most + " entries");
        }
        found.sort(null); // the same order on every system
        return found;
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jar + ": no URL", e);
        }
    }

    @Override
    public void close() {
        for (PluginClassLoader loader : loaders) {
            try {
                loader.close();
            } catch (IOException e) {
                LOG.warn("plug-in {} did not close: {}", loader.getName(), e.toString());
            }
        }
    }
}
