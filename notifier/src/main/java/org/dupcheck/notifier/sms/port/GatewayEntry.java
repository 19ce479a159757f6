package org.dupcheck.notifier.sms.port;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has written down of one provider, for the plug-in that makes its gateway. Read strictly: what is missing, is of
 * another type, or is read by nobody is a fault that names the field. Not thread-safe.
 */
public final class GatewayEntry {
    private static final int MAX_ENTRIES = 100;

    private final String path;
    private final Map<?, ?> fields;
    private final Environment environment;
    private final Set<String> read = new HashSet<>();
    private final List<GatewayEntry> within = new ArrayList<>();

    /** @param fields as JSON has them: texts, numbers, booleans, lists and maps by name */
    public GatewayEntry(Map<String, ?> fields, Environment environment) {
        this("", fields, environment);
    }

    private GatewayEntry(String path, Map<?, ?> fields, Environment environment) {
        this.path = path;
        this.fields = fields;
        this.environment = environment;
    }

    /**
     * What a gateway stands on besides.
     *
     * @param secrets by the names that entries call them; not to be logged
     * @param rules which addresses are called
     * @param timeout for one call of the provider, from looking up its name to the end of the answer
     */
    public record Environment(Map<String, String> secrets, OutgoingRules rules, Duration timeout, Clock clock) {
        public Environment {
            secrets = Map.copyOf(secrets);
        }

        /** Without secrets. */
        @Override
        public String toString() {
            return "Environment[" + timeout + "]";
        }
    }

    /** For one call of the provider, from looking up its name to the end of the answer. */
    public Duration timeout() {
        return environment.timeout();
    }

    public Clock clock() {
        return environment.clock();
    }

    /**
     * The addresses of the provider's name, to be connected to and no others.
     *
     * @throws UnknownHostException also where one of them must not be called
     */
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        return List.of(environment.rules().addresses(host, InetAddress::getAllByName));
    }

    /**
     * A text.
     *
     * @throws IllegalArgumentException where there is none, or it is blank; so throw all that follow, where a field is at fault
     */
    public String text(String field) {
        if (value(field) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw fault(field, "a text expected");
    }

    /** A text, or another one where there is none. */
    public String text(String field, String otherwise) {
        return value(field) == null ? otherwise : text(field);
    }

    /** A whole number within bounds, or another one where there is none. */
    public int number(String field, int least, int most, int otherwise) {
        Object value = value(field);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw fault(field, "a whole number from " + least + " to " + most + " expected");
    }

    /** The secret that the field names; not to be logged. */
    public String secret(String field) {
        String name = text(field);
        String secret = environment.secrets().get(name);
        if (secret == null) {
            throw fault(field, "there is no secret " + name + " in dupcheck.sms.secrets");
        }
        return secret;
    }

    /** An address that may be called, without a path; the other one where there is none. */
    public URI server(String field, String otherwise) {
        String url = text(field, otherwise);
        environment.rules().fault(url).ifPresent(fault -> {
            throw fault(field, fault);
        });
        URI server = URI.create(url);
        if (server.getRawQuery() != null
                || !(server.getRawPath().isEmpty() || server.getRawPath().equals("/"))) {
            throw fault(field, "has more than scheme, host and port");
        }
        return server;
    }

    /** Entries within this one, 1 to 100. */
    public List<GatewayEntry> entries(String field) {
        if (!(value(field) instanceof List<?> list) || list.isEmpty() || list.size() > MAX_ENTRIES) {
            throw fault(field, "1 to " + MAX_ENTRIES + " objects expected");
        }
        List<GatewayEntry> entries = new ArrayList<>();
        for (Object item : list) {
            String at = field + "[" + entries.size() + "]";
            if (!(item instanceof Map<?, ?> map)) {
                throw fault(at, "an object expected");
            }
            entries.add(new GatewayEntry(path + at + ".", map, environment));
        }
        within.addAll(entries);
        return entries;
    }

    /** A fault of a field, for the caller to throw. */
    public IllegalArgumentException fault(String field, String expected) {
        return new IllegalArgumentException(path + field + ": " + expected);
    }

    /** After everything is read: what nobody has read is a fault. */
    public void finish() {
        for (Object field : fields.keySet()) {
            if (!read.contains(String.valueOf(field))) {
                throw fault(String.valueOf(field), "is not known here");
            }
        }
        within.forEach(GatewayEntry::finish);
    }

    private @Nullable Object value(String field) {
        read.add(field);
        return fields.get(field);
    }
}
