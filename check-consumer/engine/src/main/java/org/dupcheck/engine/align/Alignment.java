package org.dupcheck.engine.align;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.query.SearchLimits;

/**
 * What candidates come to: the step <i>align</i>. A plain value: {@link AlignmentBytes} writes and reads it. Immutable.
 *
 * @param boxes also those not worth reporting; by candidate
 * @param limits that were reached
 */
public record Alignment(List<Box> boxes, SearchLimits.Reached limits) {
    public Alignment {
        boxes = List.copyOf(boxes);
    }

    /** Of all of them together; no two may have had candidates of one section. */
    public static Alignment of(List<Alignment> parts, SearchLimits limits) {
        List<Box> boxes = new ArrayList<>();
        for (Alignment part : parts) {
            boxes.addAll(part.boxes);
            limits.add(part.limits);
        }
        return new Alignment(boxes, limits.reached());
    }
}
