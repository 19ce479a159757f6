package org.dupcheck.notifier.messages;

import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.workorders.Submitted;
import org.jspecify.annotations.Nullable;

/**
 * The texts for applicants, from the resource bundles {@code Messages*.properties}: simplified Chinese unless the
 * applicant's locale is one that another bundle is there for. Thread-safe.
 */
public final class Messages {
    /** In the place of a number of reference documents. */
    private static final int COMMON_TEXT_ALONE = -1;

    /** Characters of a title that a site message shows, and that an SMS does: an SMS has 70 in all. */
    private static final int TITLE_LENGTH = 100;

    private static final int SMS_TITLE_LENGTH = 20;

    /** Reasons that an SMS has room for. */
    private static final int SMS_REASONS = 2;

    private static final double SMALLEST_SHOWN = 0.001;

    private static final ResourceBundle.Control OWN_LANGUAGES_ONLY =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** A site message. */
    public record Text(String title, String body) {}

    /**
     * The figures that a text may show.
     *
     * @param containment 0 to 1
     * @param matches number of reference documents
     */
    public record Figures(double containment, int matches) {
        /** For a text that shows none. */
        public static final Figures NONE = new Figures(0, 0);

        /** For the texts: how many, or that it is common text alone, which many have and no match names. */
        private int documents() {
            return matches == 0 && containment > 0 ? COMMON_TEXT_ALONE : matches;
        }
    }

    /**
     * Of a kind that shows no figures, or what somebody wrote.
     *
     * @param note null where nothing was written
     * @param earlier whether the business module had an earlier version; see {@link #line(MessageKind, Submitted, boolean)}
     */
    public Text siteMessage(MessageKind kind, Submitted submitted, @Nullable String note, boolean earlier) {
        ResourceBundle texts = texts(submitted.locale());
        String said = note == null || note.isBlank() ? texts.getString("note.none") : note.strip();
        String title = shortened(submitted.title(), TITLE_LENGTH);
        String key = textKey(kind, earlier);
        return new Text(texts.getString(key + ".title"), format(texts, key + ".body", title, Figures.NONE, said));
    }

    /**
     * The same in one line, for an SMS.
     *
     * @param earlier whether the business module had an earlier version of the submission: kinds that say that nothing is
     *     submitted have another text then
     */
    public String line(MessageKind kind, Submitted submitted, boolean earlier) {
        ResourceBundle texts = texts(submitted.locale());
        String title = shortened(submitted.title(), SMS_TITLE_LENGTH);
        return format(texts, textKey(kind, earlier) + ".sms", title, Figures.NONE, "");
    }

    private static String textKey(MessageKind kind, boolean earlier) {
        boolean other = earlier && (kind == MessageKind.EXPIRED || kind == MessageKind.CHECK_FAILED);
        return textKey(kind) + (other ? ".earlier" : "");
    }

    /**
     * A message that asks for a confirmation says why.
     *
     * @param reasons why the work order waits, DUPLICATES only with the kind of that name; empty where it does not, or
     *     where this version has no words for it
     */
    public Text siteMessage(MessageKind kind, Submitted submitted, Figures figures, List<ConfirmationReason> reasons) {
        ResourceBundle texts = texts(submitted.locale());
        String title = shortened(submitted.title(), TITLE_LENGTH);
        String why = why(texts, reasons, Integer.MAX_VALUE);
        String body = format(texts, textKey(kind) + ".body", title, figures, why);
        boolean more = kind == MessageKind.DUPLICATES && reasons.size() > 1;
        if (more || (kind == MessageKind.VERDICT_CHANGED && reasons.contains(ConfirmationReason.PENDING))) {
            body += format(texts, "duplicates.also", title, figures, why);
        }
        return new Text(texts.getString(textKey(kind) + ".title"), body);
    }

    /** The same in one line, for an SMS; parameters as for {@link #siteMessage}. */
    public String line(MessageKind kind, Submitted submitted, Figures figures, List<ConfirmationReason> reasons) {
        ResourceBundle texts = texts(submitted.locale());
        String title = shortened(submitted.title(), SMS_TITLE_LENGTH);
        return format(texts, textKey(kind) + ".sms", title, figures, why(texts, reasons, SMS_REASONS));
    }

    /** What the texts of this kind begin with in the resource bundles. */
    private static String textKey(MessageKind kind) {
        return switch (kind) {
            case CLEAN -> "clean";
            case DUPLICATES -> "duplicates";
            case CONFIRMATION_NEEDED -> "confirm";
            case REMINDER -> "reminder";
            case EXPIRED -> "expired";
            case CONFIRMED -> "confirmed";
            case AWAITING_REVIEW -> "review";
            case REVIEW_ACCEPTED -> "accepted";
            case RETURNED -> "returned";
            case EXPLANATION_ASKED -> "explain";
            case DECISION_STALE -> "stale";
            case CHECK_FAILED -> "failed";
            case VERDICT_CHANGED -> "changed";
            case REJECTED -> "rejected";
            case CANCEL_REJECTED -> "kept";
        };
    }

    /** The reasons besides duplicates, which have a text of their own. */
    private static String why(ResourceBundle texts, List<ConfirmationReason> reasons, int most) {
        String why = reasons.stream()
                .filter(reason -> reason != ConfirmationReason.DUPLICATES)
                .limit(most)
                .map(reason -> texts.getString("reason." + reason.name()))
                .collect(Collectors.joining(texts.getString("reason.separator")));
        return why.isEmpty() ? texts.getString("reason.other") : why;
    }

    private static String format(ResourceBundle texts, String key, String title, Figures figures, String why) {
        return new MessageFormat(texts.getString(key), texts.getLocale())
                .format(new Object[] {title, percent(figures.containment()), figures.documents(), why});
    }

    private static ResourceBundle texts(@Nullable String locale) {
        return ResourceBundle.getBundle(Messages.class.getName(), locale(locale), OWN_LANGUAGES_ONLY);
    }

    private static Locale locale(@Nullable String tag) {
        if (tag == null) {
            return Locale.SIMPLIFIED_CHINESE;
        }
        try {
            return new Locale.Builder().setLanguageTag(tag.replace('_', '-')).build();
        } catch (IllformedLocaleException e) {
            return Locale.SIMPLIFIED_CHINESE;
        }
    }

    /** One digit behind the point; neither 0 nor 100 unless it is that exactly. */
    static String percent(double share) {
        if (share > 0 && share < SMALLEST_SHOWN) {
            return "<0.1%";
        }
        DecimalFormat format = new DecimalFormat("0.#%", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(share > 1 - SMALLEST_SHOWN ? RoundingMode.DOWN : RoundingMode.HALF_UP);
        return format.format(share);
    }

    private static String shortened(String title, int length) {
        String line = title.strip();
        return line.codePointCount(0, line.length()) <= length
                ? line
                : line.substring(0, line.offsetByCodePoints(0, length - 1)) + '…';
    }
}
