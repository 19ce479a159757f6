package org.dupcheck.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the files of infra/deploy and the operators' page name: read by tests that hold it against what there is. */
public final class DeploymentFiles {
    public static final String CONTAINERFILE = "infra/deploy/Containerfile";
    public static final String COMPOSE = "infra/deploy/compose.yaml";
    public static final String UNIT = "infra/deploy/dupcheck.service";
    public static final String PAGE = "docs/deployment.md";
    public static final String UNIT_SETTINGS = "infra/deploy/dupcheck.env.example";

    /** All of them. */
    public static final List<String> ALL = List.of(
            CONTAINERFILE,
            COMPOSE,
            UNIT,
            PAGE,
            UNIT_SETTINGS,
            "infra/deploy/compose.env.example",
            "infra/deploy/health",
            "infra/deploy/verify.sh");

    private static final Pattern VARIABLE = Pattern.compile("DUPCHECK_[A-Z_]+[A-Z]");
    private static final Pattern HEALTH_PATH = Pattern.compile("/health/(?:live|ready)[a-z/]*");
    private static final Pattern METRIC = Pattern.compile("\\b(?:dupcheck|hikaricp|jvm|process|kafka)_[a-z_]+[a-z]");

    /** NAME=value of env files and ENV, NAME: value of YAML; commented-out ones too, for they are examples. */
    private static final Pattern VALUE = Pattern.compile("(DUPCHECK_[A-Z_]+)(?:=|: )([^\\s\\\\]*)");

    private DeploymentFiles() {}

    /** The text of a file, by its path in the source. */
    public static String read(String file) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("README.zh-CN.md"))) {
            root = root.getParent();
        }
        return Files.readString(root.resolve(file));
    }

    /** The variables of settings that a file names. */
    public static SortedSet<String> variables(String file) throws IOException {
        return found(VARIABLE, file);
    }

    /** The paths of health that all files name. */
    public static SortedSet<String> healthPaths() throws IOException {
        SortedSet<String> paths = new TreeSet<>();
        for (String file : ALL) {
            paths.addAll(found(HEALTH_PATH, file));
        }
        return paths;
    }

    /** The metrics that the operators' page names, as Prometheus spells them. */
    public static SortedSet<String> metrics() throws IOException {
        return found(METRIC, PAGE);
    }

    /** The settings with the values that a file gives them; not those that somebody has to fill in. */
    public static Map<String, String> settings(String file) throws IOException {
        Map<String, String> values = new TreeMap<>();
        Matcher matcher = VALUE.matcher(read(file));
        while (matcher.find()) {
            String value = matcher.group(2);
            if (!value.isEmpty() && !value.startsWith("$") && !value.startsWith("%")) {
                values.put(matcher.group(1), value);
            }
        }
        return values;
    }

    private static SortedSet<String> found(Pattern pattern, String file) throws IOException {
        SortedSet<String> found = new TreeSet<>();
        pattern.matcher(read(file)).results().forEach(match -> found.add(match.group()));
        return found;
    }
}
