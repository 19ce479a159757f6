package org.dupcheck.engine.search;

import java.util.List;
import org.dupcheck.engine.ReferenceIndex;

/** What one page holds of each section of a submission, in its order. Immutable. */
public record PageScan(List<ScanFindings> sections) implements ReferenceIndex.PageFindings {
    public PageScan {
        sections = List.copyOf(sections);
    }
}
