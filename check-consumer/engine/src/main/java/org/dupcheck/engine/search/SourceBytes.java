package org.dupcheck.engine.search;

import static org.dupcheck.engine.base.ValueInput.require;

import org.dupcheck.engine.base.ValueInput;
import org.dupcheck.engine.base.ValueOutput;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.SectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * Writes or reads the sources of a value, of which many follow one that is the same. What is read must be the source of that
 * number on the reader's own page. Used by one thread.
 */
public final class SourceBytes {
    private static final int SAME = 0;
    private static final int ANOTHER = 1;

    private @Nullable Source last;

    /** One that knows no source yet. */
    public SourceBytes() {}

    /** Writes one. */
    public void write(Source source, ValueOutput out) {
        if (source.equals(last)) {
            out.octet(SAME);
            return;
        }
        out.octet(ANOTHER);
        out.number(source.page());
        out.number(source.section());
        out.text(source.document().type());
        out.text(source.document().id());
        last = source;
    }

    /** Reads one. */
    public Source read(ValueInput in, SectionQuery query, Pages pages) {
        int another = in.octet("source");
        Source known = last;
        if (another == SAME && known != null) {
            return known;
        }
        require(another == ANOTHER, "source", "is none");
        int number = in.number("page", pages.count() - 1);
        Page page = pages.page(number);
        Source source = Source.of(query, pages, number, in.number("section", page.sections() - 1));
        String type = in.text("document.type");
        String id = in.text("document.id");
        boolean isSame = type.equals(source.document().type())
                && id.equals(source.document().id());
        require(isSame, "document", "is another one on this page");
        last = source;
        return source;
    }
}
