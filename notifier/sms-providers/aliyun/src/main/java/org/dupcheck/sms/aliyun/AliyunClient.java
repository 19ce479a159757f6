package org.dupcheck.sms.aliyun;

import com.aliyun.dysmsapi20170525.Client;
import com.aliyun.tea.okhttp.ClientHelper;
import com.aliyun.teaopenapi.models.Config;
import java.net.URI;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.dupcheck.notifier.sms.port.GatewayEntry;
import org.dupcheck.sms.common.CarefulHttp;

/** The SDK's client with an HTTP client that sends nothing twice. */
final class AliyunClient {
    private static final String SERVER = "https://dysmsapi.aliyuncs.com";

    private AliyunClient() {}

    /** @throws IllegalArgumentException whose message begins with the field's name */
    static Client open(GatewayEntry entry) {
        URI server = entry.server("endpoint", SERVER);
        int millis = Math.toIntExact(Math.min(Integer.MAX_VALUE, entry.timeout().toMillis()));
        Config config = new Config()
                .setAccessKeyId(entry.text("accessKeyId"))
                .setAccessKeySecret(entry.secret("accessKeySecret"))
                .setEndpoint(server.getRawAuthority())
                .setProtocol(server.getScheme())
                .setConnectTimeout(millis)
                .setReadTimeout(millis);
        try {
            Client client = new Client(config);
            replaceHttp(server, millis, CarefulHttp.client(entry));
            return client;
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e); // it calls nobody
        }
    }

    /**
     * The SDK takes no HTTP client, but keeps those that it makes in a map that is open to all: by server and times. It is made to make
     * the one for these, which is then replaced. The map is this plug-in's own, as all its classes are.
     */
    private static void replaceHttp(URI server, int millis, OkHttpClient ours) throws Exception {
        Map<String, Object> options = Map.of("connectTimeout", millis, "readTimeout", millis);
        OkHttpClient theirs = ClientHelper.getOkHttpClient(server.getHost(), server.getPort(), options);
        ClientHelper.clients.replaceAll((key, client) -> client == theirs ? ours : client);
    }
}
