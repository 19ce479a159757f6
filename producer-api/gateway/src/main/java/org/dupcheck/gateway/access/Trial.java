package org.dupcheck.gateway.access;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dupcheck.gateway.http.Browsers;
import org.jspecify.annotations.Nullable;

/**
 * Whoever is at the machine itself, on a trial: may call the API without a key. A request counts as such where it comes
 * from the loopback, names the loopback as its host (a name of somebody's that points here would be another, as in DNS
 * rebinding), came through no proxy that says so, and is not what another site has a browser send. One that brings
 * credentials of whatever kind is asked for good ones.
 */
public final class Trial implements Authenticator {
    private static final Caller CALLER =
            new Caller("trial", "trial", Grants.of(Role.MODULE, Role.OPERATOR, Role.REVIEWER));

    private static final Pattern ADDRESS = Pattern.compile("127(\\.\\d{1,3}){3}|\\[[0-9a-f:]+]");
    private static final Pattern PORT = Pattern.compile(":\\d+$");

    @Override
    public Optional<Caller> find(Context ctx) {
        return !Bearer.isTried(ctx) && isLocal(ctx) ? Optional.of(CALLER) : Optional.empty();
    }

    /** Whether somebody at this machine sends it. */
    public static boolean isLocal(Context ctx) {
        return isLoopback(ctx.req().getRemoteAddr())
                && isLoopbackHost(ctx.header("Host"))
                && ctx.header("Forwarded") == null
                && ctx.header("X-Forwarded-For") == null
                && !Browsers.isFromElsewhere(ctx);
    }

    private static boolean isLoopbackHost(@Nullable String header) {
        if (header == null) {
            return false;
        }
        String host = PORT.matcher(header).replaceFirst("").toLowerCase(Locale.ROOT);
        return host.equals("localhost") || (ADDRESS.matcher(host).matches() && isLoopback(host));
    }

    /** @param address in digits, so that no name is looked up */
    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
