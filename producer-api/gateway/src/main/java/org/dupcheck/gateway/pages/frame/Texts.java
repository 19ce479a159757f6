package org.dupcheck.gateway.pages.frame;

import gg.jte.support.LocalizationSupport;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.contract.ErrorCode;

/** The words of one language, and its way to write figures and times. Immutable. */
public final class Texts implements LocalizationSupport {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'xxx", Locale.ROOT);

    /** {@code {0}}, or {@code {0|document|documents}}: the first word where the value is 1. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)(?:\\|([^|{}]*)\\|([^|{}]*))?}");

    private static final Map<Language, Texts> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new Texts(language, load(language), ZoneOffset.UTC));
        }
    }

    private final Language language;
    private final Properties words;
    private final ZoneId zone;
    private final DateTimeFormatter time;

    private Texts(Language language, Properties words, ZoneId zone) {
        this.language = language;
        this.words = words;
        this.zone = zone;
        this.time = TIME.withZone(zone);
    }

    /** The words of that language; its times are UTC. */
    public static Texts of(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    /** The same with the times of that zone. */
    public Texts in(ZoneId zone) {
        return new Texts(language, words, zone);
    }

    private static Properties load(Language language) {
        String name = "texts_" + language.code() + ".properties";
        Properties words = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Texts.class.getResourceAsStream(name), name), StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    public Language language() {
        return language;
    }

    /** Of the times, and so of the days that a reader means. */
    public ZoneId zone() {
        return zone;
    }

    /** @throws IllegalArgumentException where there is no such word: a page would show a hole */
    @Override
    public String lookup(String key) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalArgumentException(key + " has no words in " + language);
        }
        return word;
    }

    /**
     * The words of a key, with {@code {0}}, {@code {1}} … replaced, and the word for one or for several chosen where there are
     * two. Not escaped: a template does that.
     */
    public String text(String key, Object... values) {
        // in one pass: a value may hold what looks like a placeholder
        return PLACEHOLDER.matcher(lookup(key)).replaceAll(found -> {
            int number = Integer.parseInt(found.group(1));
            if (number >= values.length) {
                return Matcher.quoteReplacement(found.group());
            }
            String value = String.valueOf(values[number]);
            String one = found.group(2);
            return Matcher.quoteReplacement(one == null ? value : value.equals("1") ? one : found.group(3));
        });
    }

    /** A constant in words. */
    public String name(Enum<?> constant) {
        return lookup(constant.getDeclaringClass().getSimpleName() + "." + constant.name());
    }

    /** What an answer with that HTTP status means to a person. */
    public String error(int status) {
        return ofStatus("error", status);
    }

    /** What a person can do about it. */
    public String errorAdvice(int status) {
        return ofStatus("advice", status);
    }

    /** What a refusal with that code means; what a person can do about the status where the code has no words. */
    public String problem(ErrorCode code, int status) {
        String own = words.getProperty("ErrorCode." + code.name());
        return own == null ? errorAdvice(status) : own;
    }

    private String ofStatus(String prefix, int status) {
        String own = words.getProperty(prefix + "." + status);
        return own == null ? lookup(prefix + (status < 500 ? ".4xx" : ".5xx")) : own;
    }

    /** A step of a verdict's arithmetic; as it calls itself where there are no words for it. */
    public String ratio(String name) {
        return words.getProperty("ratio." + name, name);
    }

    /** A share of 0 to 1 as a percentage with one decimal. */
    public String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** With separators between thousands. */
    public String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A moment, to the minute, with the offset of its zone. */
    public String time(Instant moment) {
        return time.format(moment);
    }

    /** How long ago, in the largest unit. */
    public String age(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.toMinutes() < 1) {
            return lookup("age.now");
        }
        if (age.toHours() < 1) {
            return text("age.minutes", age.toMinutes());
        }
        if (age.toDays() < 1) {
            return text("age.hours", age.toHours());
        }
        return text("age.days", age.toDays());
    }
}
