package org.dupcheck.runtime.failure;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Says in words why something went wrong with a file, a host or a server. Java's own messages are often the bare name of the
 * file, or nothing at all, and what is wrong only the name of the class tells. Stateless.
 */
public final class Reason {
    /** Causes that are looked at, one below the other. */
    private static final int MAX_DEPTH = 10;

    private Reason() {}

    /** The reason in a line, without the name of a class. */
    public static String of(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            String known = known(at);
            if (known != null) {
                return known;
            }
            Throwable cause = at.getCause();
            if (cause == null || !(isWrapper(at) || isSilent(at))) {
                break;
            }
            at = cause;
        }
        return isSilent(at) ? "no reason is told" : firstLine(String.valueOf(at.getMessage()));
    }

    /** The same, with the file's name before it where the failure knows that. */
    public static String withFile(Throwable failure) {
        Throwable at = isWrapper(failure) && failure.getCause() != null ? failure.getCause() : failure;
        String file = at instanceof FileSystemException ofFile ? ofFile.getFile() : null;
        return file == null ? of(failure) : file + ": " + of(failure);
    }

    private static @Nullable String known(Throwable failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return "there is no such file or folder";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        if (failure instanceof NotDirectoryException) {
            return "it is no folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileSystemException ofFile) {
            return lower(ofFile.getReason());
        }
        if (failure instanceof CharacterCodingException) {
            return "it is not UTF-8";
        }
        if (failure instanceof EOFException) {
            return "it ends too early";
        }
        return ofNetwork(failure);
    }

    private static @Nullable String ofNetwork(Throwable failure) {
        if (isOfUnknownHost(failure)) {
            return "there is no host of that name";
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return "no connection came about in time";
        }
        if (failure instanceof HttpTimeoutException) {
            return "the answer did not come in time";
        }
        if (failure instanceof ConnectException) {
            return isSilent(failure) ? "there is no connection" : lower(failure.getMessage());
        }
        return null;
    }

    /** The HTTP client hides an unknown host two causes deep in a connection that did not come about. */
    private static boolean isOfUnknownHost(Throwable failure) {
        @Nullable Throwable at = failure;
        for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
            if (at instanceof UnknownHostException || at instanceof UnresolvedAddressException) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof UncheckedIOException
                || failure instanceof ExecutionException
                || failure instanceof CompletionException;
    }

    private static boolean isSilent(Throwable failure) {
        return failure.getMessage() == null || failure.getMessage().isBlank();
    }

    private static @Nullable String lower(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            return null;
        }
        String line = firstLine(reason);
        return Character.toLowerCase(line.charAt(0)) + line.substring(1);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
