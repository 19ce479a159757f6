package org.dupcheck.runtime.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which URLs may be called that somebody from outside has given. Without rules, whoever may register one could have this
 * system ask servers that only it can reach. Thread-safe.
 *
 * @param allowHttp also without TLS
 * @param allowPrivate also loopback and private networks; link-local addresses and those of clouds' metadata never
 */
public record OutgoingRules(boolean allowHttp, boolean allowPrivate) {
    /** Characters of a URL. */
    public static final int MAX_URL_LENGTH = 2_000;

    /** TLS, and the public internet alone. */
    public static final OutgoingRules STRICT = new OutgoingRules(false, false);

    /** Never called: nobody receives messages there, but machines give secrets away. */
    private static final List<IpRange> NEVER = ranges(
            "0.0.0.0/8", // this network, unspecified
            "169.254.0.0/16", // link-local: metadata of most clouds
            "100.100.100.200/32", // metadata of Alibaba Cloud
            "168.63.129.16/32", // of Azure, though a public address
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, broadcast
            "::/128",
            "fe80::/10", // link-local
            "fec0::/10", // site-local of old
            "fd00:ec2::254/128", // metadata of AWS
            "ff00::/8"); // multicast

    /** Called only where private networks are allowed. */
    private static final List<IpRange> PRIVATE = ranges(
            "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");

    /** Set aside: for documentation, benchmarks, or to carry an IPv4 address that nobody looks at. */
    private static final List<IpRange> SET_ASIDE = ranges(
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    private static final IpRange GLOBAL_V6 = IpRange.of("2000::/3");
    private static final int V4_BYTES = 4;
    private static final int MAX_PORT = 65_535;

    private static List<IpRange> ranges(String... notations) {
        return Stream.of(notations).map(IpRange::of).toList();
    }

    /** Asks a name for its addresses. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** What is wrong with a URL as it is written; empty where nothing is. Asks nobody for addresses. */
    public Optional<String> fault(String url) {
        if (url.length() > MAX_URL_LENGTH) {
            return Optional.of("is longer than " + MAX_URL_LENGTH + " characters");
        }
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            return Optional.of("is no URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowHttp && scheme.equals("http"))) {
            return Optional.of(allowHttp ? "is neither https nor http" : "is not https");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            return Optional.of("names no host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of("has a user or a fragment");
        }
        if (uri.getPort() > MAX_PORT || uri.getPort() == 0) {
            return Optional.of("names a port that there is not");
        }
        return namesForbidden(uri.getHost()) ? Optional.of("names an address that is not called") : Optional.empty();
    }

    /** As far as the name itself tells: {@code localhost} and what lies below it is this machine by RFC 6761. */
    private boolean namesForbidden(String host) {
        if (isLiteral(host)) {
            return !allows(literal(host));
        }
        String name = host.toLowerCase(Locale.ROOT);
        return !allowPrivate && (name.equals("localhost") || name.endsWith(".localhost"));
    }

    /** Names end in letters; whatever does not could be read as an address. */
    private static boolean isLiteral(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return host.startsWith("[") || last.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static InetAddress literal(String host) {
        try {
            return InetAddress.getByName(host); // asks nobody
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress();
        }
    }

    /**
     * All addresses of a name, for the caller to connect to these and to ask no second time: a name could have others then.
     *
     * @throws ForbiddenAddressException where one of them must not be called
     */
    public InetAddress[] addresses(String host, Resolver resolver) throws UnknownHostException {
        InetAddress[] found = resolver.resolve(host);
        for (InetAddress address : found) {
            if (!allows(address)) {
                throw new ForbiddenAddressException("it leads to an address that is not called");
            }
        }
        return found;
    }

    /** Whether that address may be called. */
    public boolean allows(InetAddress address) {
        if (holds(NEVER, address) || holds(SET_ASIDE, address)) {
            return false;
        }
        if (holds(PRIVATE, address)) {
            return allowPrivate;
        }
        // an IPv4 address within IPv6 is read as IPv4 by Java; what else carries one is not global
        return address.getAddress().length == V4_BYTES || GLOBAL_V6.holds(address);
    }

    private static boolean holds(List<IpRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.holds(address));
    }
}
