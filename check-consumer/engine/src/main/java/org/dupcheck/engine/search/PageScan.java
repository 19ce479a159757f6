package org.dupcheck.engine.search;

import java.util.List;
import org.dupcheck.engine.ReferenceIndex;

/**
 * What one page holds of each section of a submission, in its order. A plain value: {@link SelectionBytes} writes and reads
 * it. Immutable.
 *
 * @param page its number
 */
public record PageScan(int page, List<ScanFindings> sections) implements ReferenceIndex.PageFindings {
    public PageScan {
        sections = List.copyOf(sections);
    }

    /** What several pages hold of one section. */
    public static List<ScanFindings> ofSection(List<PageScan> scans, int section) {
        return scans.stream().map(scan -> scan.sections().get(section)).toList();
    }
}
