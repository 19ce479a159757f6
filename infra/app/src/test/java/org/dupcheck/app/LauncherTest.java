package org.dupcheck.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher hands over to Java; a Java of the test's own says it back. */
class LauncherTest {
    @TempDir
    Path folder;

    @BeforeEach
    void install() throws IOException {
        Path source = Path.of("").toAbsolutePath();
        while (!Files.exists(source.resolve("dupcheck")) || !Files.exists(source.resolve("README.zh-CN.md"))) {
            source = source.getParent();
        }
        executable("dupcheck", Files.readString(source.resolve("dupcheck")));
        file("infra/app/target/dupcheck/dupcheck.jar", "");
        file("java/release", "JAVA_VERSION=\"17.0.1\"\n");
        executable("java/bin/java", "#!/bin/sh\necho charmap $(locale charmap 2>/dev/null)\necho arguments \"$@\"\n");
    }

    @Test
    void fileNamesAreUtf8WhateverTheLocale() throws Exception {
        assumeTrue(
                run(Map.of("LC_ALL", "C.UTF-8"), "check").contains("charmap UTF-8"),
                "this system has the locale C.UTF-8");
        for (String locale : new String[] {"C", "POSIX", "zh_CN.GB18030", "nonsense.UTF-8"}) {
            assertThat(run(Map.of("LC_ALL", locale), "check", "甲.txt"))
                    .as(locale)
                    .contains("charmap UTF-8")
                    .contains("check 甲.txt");
        }
    }

    @Test
    void aNodeGivesMemoryBackAtRestAndAShortCommandStartsQuickly() throws Exception {
        assertThat(run(Map.of(), "serve")).contains("-XX:+UseG1GC").contains("-XX:G1PeriodicGCInterval=");
        assertThat(run(Map.of(), "check", "x")).contains("-XX:+UseSerialGC").doesNotContain("G1");
    }

    @Test
    void unpackedFromTheArchiveItNeedsNeitherTheSourceNorMaven() throws Exception {
        Files.delete(folder.resolve("infra/app/target/dupcheck/dupcheck.jar"));
        assertThat(run(1, Map.of(), "serve")).contains("is missing, and there is no source to build it from");

        Path jar = file("app/dupcheck.jar", "");
        assertThat(run(Map.of(), "serve")).contains("-jar " + jar.toRealPath() + " serve");
        assertThat(run(1, Map.of(), "bench", "engine")).contains("the measurements are not in this archive");
    }

    private String run(Map<String, String> environment, String... arguments) throws Exception {
        return run(0, environment, arguments);
    }

    private String run(int status, Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(folder.resolve("dupcheck").toString()).redirectErrorStream(true);
        builder.command().addAll(java.util.List.of(arguments));
        builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
        builder.environment().remove("DUPCHECK_JAVA_OPTS");
        builder.environment().putAll(environment);
        Path output = folder.resolve("output");
        Process process = builder.redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(status);
        return Files.readString(output);
    }

    private void executable(String name, String content) throws IOException {
        Files.setPosixFilePermissions(file(name, content), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
