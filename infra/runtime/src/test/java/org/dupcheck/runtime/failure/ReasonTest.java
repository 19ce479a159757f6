package org.dupcheck.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrongWithAFileIsSaidInWords() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThat(reason(() -> Files.readString(folder.resolve("none")))).isEqualTo("there is no such file or folder");
        assertThat(reason(() -> Files.createDirectories(file))).isEqualTo("there is a file of that name");
        assertThat(reason(() -> Files.readString(file.resolve("below")))).isEqualTo("not a directory");
        assertThat(reason(() -> Files.newOutputStream(folder))).isEqualTo("is a directory");
        assertThat(Reason.of(new AccessDeniedException("x"))).isEqualTo("permission denied");
        Files.write(file, new byte[] {(byte) 0xff});
        assertThat(reason(() -> Files.readString(file))).isEqualTo("it is not UTF-8");
        assertThat(Reason.withFile(new UncheckedIOException(new AccessDeniedException("a/b"))))
                .isEqualTo("a/b: permission denied");
    }

    @Test
    void whatIsWrongWithAServerIsSaidInWords() {
        HttpClient client = HttpClient.newHttpClient();
        assertThat(reason(() -> get(client, "http://127.0.0.1:1/"))).doesNotContain("Exception", "no reason");
        assertThat(reason(() -> get(client, "http://no-such-host.invalid/")))
                .isEqualTo("there is no host of that name");
        assertThat(Reason.of(new UnknownHostException("x"))).isEqualTo("there is no host of that name");
        assertThat(Reason.of(new ConnectException("Connection refused"))).isEqualTo("connection refused");
        assertThat(Reason.of(new HttpTimeoutException("request timed out")))
                .isEqualTo("the answer did not come in time");
    }

    @Test
    void whatOthersSayForThemselvesStaysAndWrappersAreLookedThrough() {
        assertThat(Reason.of(new CompletionException(new IllegalStateException("the lamp is out\nand more"))))
                .isEqualTo("the lamp is out");
        assertThat(Reason.of(new IOException("x", new ConnectException()))).isEqualTo("x");
        assertThat(Reason.of(new IOException())).isEqualTo("no reason is told");
    }

    private static HttpResponse<String> get(HttpClient client, String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String reason(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return Reason.of(catchThrowable(work));
    }
}
