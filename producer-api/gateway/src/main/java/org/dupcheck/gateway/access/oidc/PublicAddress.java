package org.dupcheck.gateway.access.oidc;

import java.net.URI;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.gateway.http.Loopback;
import org.dupcheck.gateway.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** Where people see the pages: as it is set, or, where nothing is, as they came, which is then from this machine alone. */
public record PublicAddress(@Nullable URI set) {
    /**
     * The address without a path.
     *
     * @param host that a request names, with its port: whoever sends it chooses it, so that only this machine's own is taken
     * @throws ProblemException 401 where nothing is set and somebody comes by another name
     */
    public URI of(@Nullable String host) {
        if (set != null) {
            return set;
        }
        if (host == null || !Loopback.isHost(host.replaceFirst(":\\d{1,5}$", ""))) {
            throw new ProblemException(
                    ErrorCode.UNAUTHENTICATED,
                    null,
                    "without dupcheck.public-url people sign in from this machine alone, at its loopback address");
        }
        return URI.create("http://" + host);
    }
}
