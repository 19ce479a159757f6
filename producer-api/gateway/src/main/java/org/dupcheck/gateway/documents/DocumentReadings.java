package org.dupcheck.gateway.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.documents.DocumentReader;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;
import org.dupcheck.gateway.http.ProblemException;

/**
 * Reads files, so many at once and no more: each has a reading process and a thread. The processes begin with the first
 * file and stay. Thread-safe.
 */
public final class DocumentReadings implements AutoCloseable {
    /** Seconds after which one of those that are read may have ended. */
    private static final int RETRY_AFTER = 2;

    private static final long IDLE_THREAD_SECONDS = 60;

    private final DocumentSettings settings;
    private final List<DocumentReader> all = new ArrayList<>();
    private final BlockingQueue<DocumentReader> free;
    private final ThreadPoolExecutor threads;
    private volatile boolean closed;

    public DocumentReadings(DocumentSettings settings) {
        this.settings = settings;
        for (int i = 0; i < settings.atOnce(); i++) {
            all.add(new DocumentReader(settings.timeout(), settings.memoryMiB()));
        }
        free = new ArrayBlockingQueue<>(settings.atOnce(), false, all);
        threads = new ThreadPoolExecutor(
                settings.atOnce(),
                settings.atOnce(),
                IDLE_THREAD_SECONDS,
                TimeUnit.SECONDS,
                // a thread gives its reader back a moment before it is free itself
                new ArrayBlockingQueue<>(settings.atOnce()),
                task -> {
                    Thread thread = new Thread(task, "dupcheck-documents");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** What a file may have. */
    public int maxBytes() {
        return settings.maxBytes();
    }

    /**
     * Reads a file; the future may fail with a {@link ProblemException} that says what is the matter with it.
     *
     * @throws ProblemException at once where it is too large, or as many are read as may be
     */
    public CompletableFuture<DocumentReading> read(UploadedDocument file) {
        if (file.bytes().length > settings.maxBytes()) {
            throw new ProblemException(
                    ErrorCode.FILE_TOO_LARGE, null, "the file has more than " + settings.maxBytes() + " bytes");
        }
        DocumentReader reader = free.poll();
        if (reader == null) {
            throw tooMany();
        }
        CompletableFuture<DocumentReading> reading = new CompletableFuture<>();
        try {
            threads.execute(() -> read(reader, file, reading));
        } catch (RejectedExecutionException e) {
            free.add(reader);
            throw tooMany();
        }
        return reading;
    }

    private static ProblemException tooMany() {
        return ProblemException.unavailable("too many files are being read", RETRY_AFTER);
    }

    private void read(DocumentReader reader, UploadedDocument file, CompletableFuture<DocumentReading> reading) {
        Throwable failure = null;
        DocumentReading read = null;
        try {
            read = reader.read(file.name(), file.bytes());
        } catch (UnreadableDocumentException e) {
            failure = new ProblemException(code(e.fault()), null, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            failure = new UncheckedIOException("no process can be started to read a file", e);
        } catch (RuntimeException e) {
            failure = e;
        }
        if (closed && failure != null) {
            failure = ProblemException.unavailable("this node stops", RETRY_AFTER);
        }
        free.add(reader);
        if (read == null) {
            reading.completeExceptionally(failure == null ? new IllegalStateException("nothing was read") : failure);
        } else {
            reading.complete(read);
        }
    }

    private static ErrorCode code(Fault fault) {
        return switch (fault) {
            case UNSUPPORTED -> ErrorCode.FILE_UNSUPPORTED;
            case ENCRYPTED -> ErrorCode.FILE_ENCRYPTED;
            case DAMAGED -> ErrorCode.FILE_DAMAGED;
            case ENCODING -> ErrorCode.FILE_ENCODING;
            case WITHOUT_TEXT -> ErrorCode.FILE_WITHOUT_TEXT;
            case TOO_LARGE -> ErrorCode.FILE_BEYOND_BOUNDS;
        };
    }

    /** Stops what is being read, and ends the processes. */
    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
        all.forEach(DocumentReader::close);
    }
}
