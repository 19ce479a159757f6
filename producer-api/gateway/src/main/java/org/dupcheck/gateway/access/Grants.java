package org.dupcheck.gateway.access;

import io.javalin.security.RouteRole;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Roles, each for all types or for some. Written {@code operator} for all and {@code module:project} for one; a type is
 * a business type or a type of reference documents. Immutable.
 */
public final class Grants {
    /** The longest type that a message may name. */
    private static final int MAX_TYPE_LENGTH = 32;

    private static final Grants NONE = new Grants(new EnumMap<>(Role.class));

    /** The types of each role; an empty set stands for all. */
    private final Map<Role, Set<String>> types;

    private Grants(Map<Role, Set<String>> types) {
        this.types = types;
    }

    /** Roles for all types. */
    public static Grants of(Role... roles) {
        Map<Role, Set<String>> types = new EnumMap<>(Role.class);
        for (Role role : roles) {
            types.put(role, Set.of());
        }
        return new Grants(types);
    }

    /**
     * Reads what somebody wrote.
     *
     * @throws IllegalArgumentException where one is no role, or names no type
     */
    public static Grants parse(Collection<String> written) {
        return parse(written, List.of(Role.values()), "role");
    }

    /**
     * Reads what somebody wrote for a key. A key is a program's: it is no applicant.
     *
     * @throws IllegalArgumentException where one is no role of {@link Role#OF_KEYS}, or names no type
     */
    public static Grants parseOfKey(Collection<String> written) {
        return parse(written, Role.OF_KEYS, "role of a key");
    }

    private static Grants parse(Collection<String> written, List<Role> roles, String what) {
        for (String one : written) {
            if (one(one).filter(found -> roles.contains(found.role())).isEmpty()) {
                throw new IllegalArgumentException("'" + one + "' is no " + what + "; expected: " + Role.labels(roles)
                        + ", with :TYPE behind it where it is for one type; a type has up to " + MAX_TYPE_LENGTH
                        + " characters and no colon");
            }
        }
        return read(written);
    }

    /** Reads what is kept, or what an issuer says; what is no role here gives no right. */
    public static Grants read(Collection<String> written) {
        Map<Role, Set<String>> types = new EnumMap<>(Role.class);
        Set<Role> forAll = EnumSet.noneOf(Role.class);
        for (String grant : written) {
            one(grant).ifPresent(found -> {
                if (found.type().isEmpty()) {
                    forAll.add(found.role());
                } else {
                    types.computeIfAbsent(found.role(), role -> new TreeSet<>()).add(found.type());
                }
            });
        }
        forAll.forEach(role -> types.put(role, Set.of()));
        return types.isEmpty() ? NONE : new Grants(types);
    }

    /** @param type empty for all */
    private record One(Role role, String type) {}

    private static Optional<One> one(String written) {
        int colon = written.indexOf(':');
        String type = colon < 0 ? "" : written.substring(colon + 1);
        boolean isType = colon < 0 || (!type.isBlank() && type.indexOf(':') < 0 && type.length() <= MAX_TYPE_LENGTH);
        return isType
                ? Role.find(colon < 0 ? written : written.substring(0, colon)).map(role -> new One(role, type))
                : Optional.empty();
    }

    /** As they are written, in order. */
    public List<String> written() {
        List<String> written = new ArrayList<>();
        types.forEach((role, some) -> {
            if (some.isEmpty()) {
                written.add(role.label());
            } else {
                some.forEach(type -> written.add(role.label() + ":" + type));
            }
        });
        return written;
    }

    /** In their order. */
    public Set<Role> roles() {
        return types.isEmpty() ? Set.of() : EnumSet.copyOf(types.keySet());
    }

    /** Whether one of those roles is among them, for whatever type. */
    public boolean hasOneOf(Collection<? extends RouteRole> roles) {
        return types.keySet().stream().anyMatch(roles::contains);
    }

    /** Whether one of those roles is among them for that type. */
    public boolean cover(Collection<? extends RouteRole> roles, String type) {
        return types.entrySet().stream()
                .anyMatch(grant -> roles.contains(grant.getKey())
                        && (grant.getValue().isEmpty() || grant.getValue().contains(type)));
    }

    /** Whether whoever has these may do all that one that is written so allows. */
    public boolean include(String written) {
        return one(written).filter(this::include).isPresent();
    }

    private boolean include(One one) {
        Set<String> own = types.get(one.role());
        return own != null && (own.isEmpty() || own.contains(one.type()));
    }

    /** The types that those roles are for; empty for all of them. None are an empty set. */
    public Optional<Set<String>> types(Collection<? extends RouteRole> roles) {
        Set<String> some = new TreeSet<>();
        for (Map.Entry<Role, Set<String>> grant : types.entrySet()) {
            if (roles.contains(grant.getKey())) {
                if (grant.getValue().isEmpty()) {
                    return Optional.empty();
                }
                some.addAll(grant.getValue());
            }
        }
        return Optional.of(some);
    }
}
