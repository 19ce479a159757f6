package org.dupcheck.documents;
/** Whether text holds letters that are written from right to left. Stateless. */
final class WritingDirection {
    private WritingDirection() {}

    static boolean isRightToLeft(CharSequence text) {
        return text.codePoints().anyMatch(c -> {
            int direction = Character.getDirectionality(c);
            return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
        });
    }
}
