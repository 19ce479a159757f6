package org.dupcheck.gateway.pages.frame;

import io.javalin.http.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages of the pages. */
public enum Language {
    ZH("zh", "zh-CN", "中文"),
    EN("en", "en", "English");

    static final String PARAMETER = "lang";
    private static final String COOKIE = "dupcheck-lang";

    private final String code;
    private final String tag;
    private final String ownName;

    Language(String code, String tag, String ownName) {
        this.code = code;
        this.tag = tag;
        this.ownName = ownName;
    }

    /** As in {@code ?lang=}. */
    public String code() {
        return code;
    }

    /** As in HTML's {@code lang}. */
    public String tag() {
        return tag;
    }

    /** As its speakers call it. */
    public String ownName() {
        return ownName;
    }

    /** The one that is not this one. */
    public Language other() {
        return this == ZH ? EN : ZH;
    }

    /** What the request asks for by {@code ?lang=}, which is remembered; what was remembered; what the browser prefers. */
    public static Language of(Context ctx) {
        Language named = ofCode(ctx.queryParam(PARAMETER));
        if (named != null) {
            ctx.res().addHeader("Set-Cookie", COOKIE + "=" + named.code + "; Path=/; SameSite=Lax; Max-Age=31536000");
            return named;
        }
        Language remembered = ofCode(ctx.cookie(COOKIE));
        return remembered == null ? preferred(ctx.header("Accept-Language")) : remembered;
    }

    /** The first language of the list that there is; the weights are in order where people have not set them by hand. */
    static Language preferred(@Nullable String acceptLanguage) {
        if (acceptLanguage != null) {
            for (String range : acceptLanguage.toLowerCase(Locale.ROOT).split(",", -1)) {
                for (Language language : values()) {
                    if (range.strip().startsWith(language.code)) {
                        return language;
                    }
                }
            }
        }
        return ZH;
    }

    private static @Nullable Language ofCode(@Nullable String code) {
        for (Language language : values()) {
            if (language.code.equals(code)) {
                return language;
            }
        }
        return null;
    }
}
