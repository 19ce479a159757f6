package org.dupcheck.gateway.policies;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Validator;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.http.RequestBody;

/** Reads the policy that somebody sends, to be saved or to be tried: the same rules for both. Stateless. */
final class PolicyRequest {
    private PolicyRequest() {}

    /**
     * The policy of the body, of the business type of the path.
     *
     * @param requests that refuses fields it does not know
     * @throws org.dupcheck.contract.InvalidMessageException naming the first field at fault
     * @throws ProblemException where the body names another business type
     */
    static Policy read(Context ctx, JsonCodec requests) throws IOException {
        String type = businessType(ctx);
        Policy policy = requests.read(RequestBody.read(ctx), Policy.class, Map.of("businessType", type, "version", 0L));
        if (!policy.businessType().equals(type)) {
            throw ProblemException.invalid("businessType", "businessType is not that of the path");
        }
        return policy;
    }

    /** That of the path. */
    static String businessType(Context ctx) {
        String type = Parameters.path(ctx, "businessType");
        Validator.check(Policy.builtIn(type));
        return type;
    }
}
