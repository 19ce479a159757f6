package org.dupcheck.gateway.pages.print;

import com.openhtmltopdf.extend.FSTextBreaker;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.dupcheck.gateway.http.ProblemException;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a PDF of HTML that has its style in it. It loads nothing: neither images nor style sheets nor anything else that the
 * HTML may name. So many at once and no more, since each takes memory while it is laid out. Thread-safe.
 */
public final class HtmlPrinter {
    private static final Logger LOG = LoggerFactory.getLogger(HtmlPrinter.class);

    /** PDFs made at a time. */
    private static final int MAX_AT_ONCE = 2;

    private static final int RETRY_AFTER = 3;
    private static final int REGULAR = 400;

    private final Semaphore places;
    private final PrintFont font = new PrintFont();

    /** Reads the font. */
    public HtmlPrinter() {
        this(MAX_AT_ONCE);
    }

    HtmlPrinter(int maxAtOnce) {
        places = new Semaphore(maxAtOnce);
        XRLog.setLoggingEnabled(false);
    }

    /**
     * Makes a PDF. Its caller bounds the length of the HTML.
     *
     * @throws ProblemException where as many are made as may be
     */
    public byte[] print(String html) {
        if (!places.tryAcquire()) {
            throw ProblemException.unavailable("too many PDFs are being made", RETRY_AFTER);
        }
        try {
            return made(html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            places.release();
        }
    }

    private byte[] made(String html) throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream(1 << 20);
        new PdfRendererBuilder()
                .useFont(font::open, PrintFont.FAMILY, REGULAR, FontStyle.NORMAL, true)
                .useUnicodeLineBreaker(new Lines())
                .useUriResolver((base, uri) -> null)
                .useExternalResourceAccessControl(
                        (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .withDiagnosticConsumer(diagnostic -> LOG.debug("{}", diagnostic.getFormattedMessage()))
                .withProducer("dupcheck")
                .withW3cDocument(new W3CDom().fromJsoup(Jsoup.parse(font.shown(html))), "")
                .toStream(pdf)
                .run();
        return pdf.toByteArray();
    }

    /** Where a line may end: between Chinese characters too, though not before a full stop. */
    private static final class Lines implements FSTextBreaker {
        private final BreakIterator breaks = BreakIterator.getLineInstance(Locale.SIMPLIFIED_CHINESE);

        @Override
        public int next() {
            return breaks.next();
        }

        @Override
        public void setText(String text) {
            breaks.setText(text);
        }
    }
}
