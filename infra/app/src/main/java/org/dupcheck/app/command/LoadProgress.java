package org.dupcheck.app.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far the reading of files is: a bar on a terminal, otherwise a line every few seconds. On the error output. */
final class LoadProgress implements AutoCloseable {
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);

    private final PrintWriter err;
    private final String doing;
    private final long totalBytes;
    private final long start = System.nanoTime();
    private final @Nullable ProgressBar bar;
    private long bytes;
    private long documents;
    private long lastLine = start;
    private boolean finished;

    /** @param doing what is done, as in "loading" */
    LoadProgress(CommandContext context, String doing, long totalBytes) {
        this.err = context.err();
        this.doing = doing;
        this.totalBytes = totalBytes;
        this.bar = context.isTerminal() ? bar(context.width()) : null;
    }

    private ProgressBar bar(int width) {
        return new ProgressBarBuilder()
                .setTaskName(doing)
                .setInitialMax(totalBytes)
                .setUnit(" MB", 1_000_000)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setUpdateIntervalMillis(200)
                .setConsumer(new DelegatingProgressBarConsumer(
                        line -> {
                            err.print('\r' + line);
                            err.flush();
                        },
                        width - 1))
                .build();
    }

    void bytes(long more) {
        bytes += more;
        if (bar != null) {
            bar.stepTo(bytes);
        } else if (System.nanoTime() - lastLine >= LINE_INTERVAL.toNanos()) {
            lastLine = System.nanoTime();
            err.println(doing + ": " + state());
        }
    }

    void documents(long count) {
        documents = count;
        if (bar != null && count % 100 == 0) {
            bar.setExtraMessage(" " + state());
        }
    }

    private String state() {
        return CorpusCommand.grouped(documents) + " documents, " + rate(documents, System.nanoTime() - start) + "/s, "
                + (totalBytes == 0 ? 100 : 100 * bytes / totalBytes) + "%";
    }

    static String rate(long count, long nanos) {
        return String.format(Locale.ROOT, "%,.0f", count / Math.max(0.001, nanos / 1e9));
    }

    /** Shows what it is doing now that everything is read. */
    void message(String text) {
        if (bar != null) {
            bar.setExtraMessage(" " + text);
            bar.refresh();
        } else {
            err.println(doing + ": " + state() + "; " + text);
        }
    }

    /** Prints a line without tearing the bar apart. */
    void line(String text) {
        err.println(bar == null ? text : '\r' + text + "\033[K");
    }

    /** Takes its last state and ends the line. */
    void finish() {
        if (bar != null && !finished) {
            finished = true;
            bar.close();
            err.println();
        }
    }

    @Override
    public void close() {
        finish();
    }
}
