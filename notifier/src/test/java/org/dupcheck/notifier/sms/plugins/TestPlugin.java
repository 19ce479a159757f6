package org.dupcheck.notifier.sms.plugins;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A plug-in that tests build: of the kind {@code fake}, with an old ObjectMapper of its own, and without a class that it needs. What its
 * gateway does its entry says.
 */
public final class TestPlugin {
    private static final String PROVIDER = """
            package plugged;
            import org.dupcheck.notifier.channels.Outcome;
            import org.dupcheck.notifier.sms.port.GatewayEntry;
            import org.dupcheck.notifier.sms.port.SmsGateway;
            import org.dupcheck.notifier.sms.port.SmsGatewayProvider;
            public final class Provider implements SmsGatewayProvider {
                public String kind() { return "fake"; }
                public SmsGateway open(GatewayEntry entry) {
                    String does = entry.text("does");
                    if (does.equals("fails")) throw new IllegalStateException(entry.secret("key"));
                    return new SmsGateway() {
                        public Outcome send(String id, String phone, String text) {
                            return switch (does) {
                                case "sends" -> Outcome.taken();
                                case "is busy" -> Outcome.postponed("busy");
                                case "looks around" -> Outcome.refused(looks());
                                case "lacks" -> new Lacking().outcome();
                                default -> Outcome.unknown("no answer");
                            };
                        }
                        public boolean canBeAsked() { return true; }
                        public Outcome ask(String id, String phone) { return Outcome.delivered(); }
                    };
                }
                private static String looks() {
                    return new com.fasterxml.jackson.databind.ObjectMapper().age()
                        + ", " + sees("org.dupcheck.store.Store") + ", " + sees("org.dupcheck.notifier.sms.SmsChannel")
                        + ", " + (Thread.currentThread().getContextClassLoader() == Provider.class.getClassLoader());
                }
                private static boolean sees(String name) {
                    try {
                        return Class.forName(name) != null;
                    } catch (ClassNotFoundException e) {
                        return false;
                    }
                }
            }
            """;
    private static final Map<String, String> SOURCES = Map.of(
            "plugged/Provider.java",
            PROVIDER,
            "plugged/Lacking.java",
            "package plugged; class Lacking { org.dupcheck.notifier.channels.Outcome outcome() { return null; } }",
            "com/fasterxml/jackson/databind/ObjectMapper.java",
            "package com.fasterxml.jackson.databind; public class ObjectMapper { public String age() { return \"old\"; } }");

    private TestPlugin() {}

    /** Puts it into a folder of that name; {@code work} is for what lies about. */
    public static void build(Path folder, Path work) {
        try {
            Path sources = Files.createDirectories(work.resolve("sources"));
            Path classes = Files.createDirectories(work.resolve("classes"));
            List<String> arguments = new ArrayList<>(
                    List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
            for (Map.Entry<String, String> source : SOURCES.entrySet()) {
                Path file = sources.resolve(source.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.getValue());
                arguments.add(file.toString());
            }
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
                throw new AssertionError("the plug-in does not compile");
            }
            Files.delete(classes.resolve("plugged/Lacking.class"));
            jar(Files.createDirectories(folder).resolve("plugin.jar"), classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void jar(Path jar, Path classes) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                write(entries, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
            write(
                    entries,
                    "META-INF/services/org.dupcheck.notifier.sms.port.SmsGatewayProvider",
                    "plugged.Provider".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(JarOutputStream entries, String name, byte[] content) throws IOException {
        entries.putNextEntry(new JarEntry(name));
        entries.write(content);
        entries.closeEntry();
    }
}
