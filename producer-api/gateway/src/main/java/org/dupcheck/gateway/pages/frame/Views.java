package org.dupcheck.gateway.pages.frame;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.Map;

/** Renders templates, with the headers that keep a page to itself. Thread-safe. */
public final class Views {
    /** Of the classes that the build makes of the templates. */
    private static final String PACKAGE = "org.dupcheck.gateway.pages.templates";

    /** Nothing from elsewhere, nothing inline: a text that gets into a page as markup can still do nothing. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; ";

    private final FrameAncestors ancestors;
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, PACKAGE);

    /** @param ancestors who may show within theirs what is made for that */
    public Views(FrameAncestors ancestors) {
        this.ancestors = ancestors;
    }

    /** Who may show within theirs what is made for that. */
    public FrameAncestors ancestors() {
        return ancestors;
    }

    /** What a template makes of its parameters. */
    public String render(String template, Map<String, Object> parameters) {
        StringOutput html = new StringOutput();
        engine.render(template, parameters, html);
        return html.toString();
    }

    /**
     * Answers with a page or a part of one.
     *
     * @param isEmbedded whether it is made to be shown within a page of somebody else's
     */
    public void answer(Context ctx, int status, String template, Map<String, Object> parameters, boolean isEmbedded) {
        FrameAncestors around = isEmbedded ? ancestors : FrameAncestors.NONE;
        ctx.status(status)
                .header("Content-Security-Policy", POLICY + around.directive())
                .header("Cross-Origin-Opener-Policy", "same-origin")
                // with no-referrer, browsers send forms with the origin "null"
                .header("Referrer-Policy", "same-origin")
                .contentType("text/html; charset=utf-8")
                .result(render(template, parameters));
    }
}
