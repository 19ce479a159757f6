package org.dupcheck.notifier.sms.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.sms.port.GatewayEntry;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    @TempDir
    static Path built;

    @TempDir
    private Path folder;

    @BeforeAll
    static void build() {
        TestPlugin.build(built.resolve("plugins/fake"), built);
    }

    @Test
    void aPluginHasItsOwnLibrariesAndNeitherSeesTheOthers() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (Plugins plugins = Plugins.open(built.resolve("plugins"))) {
            assertThat(send(gateway(plugins, "looks around"))).isEqualTo(Outcome.refused("old, false, false, true"));
        }
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        assertThatThrownBy(() -> Class.forName("plugged.Provider")).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void itsGatewaySendsAndCanBeAsked() {
        try (Plugins plugins = Plugins.open(built.resolve("plugins"))) {
            SmsGateway gateway = gateway(plugins, "sends");
            assertThat(send(gateway)).isEqualTo(Outcome.taken());
            assertThat(gateway.canBeAsked()).isTrue();
            assertThat(gateway.ask("id-1", "138")).isEqualTo(Outcome.delivered());
        }
    }

    @Test
    void aClassThatItLacksLeavesTheMessageUnknown() {
        try (Plugins plugins = Plugins.open(built.resolve("plugins"))) {
            assertThat(send(gateway(plugins, "lacks"))).isEqualTo(Outcome.unknown("java.lang.NoClassDefFoundError"));
        }
    }

    @Test
    void whatItThrowsAtTheStartIsAFaultAndIsNotTold() {
        try (Plugins plugins = Plugins.open(built.resolve("plugins"))) {
            assertThatThrownBy(() -> gateway(plugins, "fails"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("kind: the plug-in for fake failed: java.lang.IllegalStateException")
                    .hasNoCause();
        }
    }

    @Test
    void aKindThatNoPluginIsForIsAFault() {
        try (Plugins plugins = Plugins.open(built.resolve("plugins"))) {
            assertThatThrownBy(() -> plugins.gateway("other", entry("sends")))
                    .hasMessage("kind: there is no plug-in for other, but for [fake]");
        }
    }

    @Test
    void twoOfOneKindAreAFault() throws IOException {
        for (String name : new String[] {"a", "b"}) {
            Files.createDirectories(folder.resolve(name));
            Files.copy(
                    built.resolve("plugins/fake/plugin.jar"),
                    folder.resolve(name).resolve("plugin.jar"));
        }
        assertThatThrownBy(() -> Plugins.open(folder)).hasMessage("plug-in b: there is another one of the kind fake");
    }

    @Test
    void aFolderThatIsNoneOrHasNoPluginInItIsAFault() throws IOException {
        assertThatThrownBy(() -> Plugins.open(folder.resolve("none"))).hasMessageContaining("cannot be read");
        Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> Plugins.open(folder)).hasMessageStartingWith("plug-in empty: has no ");
    }

    @Test
    void aJarThatIsDamagedIsAFault() throws IOException {
        Path plugin = Files.createDirectories(folder.resolve("broken"));
        byte[] jar = Files.readAllBytes(built.resolve("plugins/fake/plugin.jar"));
        Files.write(plugin.resolve("plugin.jar"), Arrays.copyOf(jar, jar.length / 2));
        assertThatThrownBy(() -> Plugins.open(folder)).hasMessageStartingWith("plug-in broken: ");
    }

    private static SmsGateway gateway(Plugins plugins, String does) {
        return plugins.gateway("fake", entry(does));
    }

    private static GatewayEntry entry(String does) {
        return new GatewayEntry(
                Map.of("does", does, "key", "k"),
                new GatewayEntry.Environment(
                        Map.of("k", "t0p-secret"), OutgoingRules.STRICT, Duration.ofSeconds(1), Clock.systemUTC()));
    }

    private static Outcome send(SmsGateway gateway) {
        return gateway.send("id-1", "138", "text");
    }
}
