package org.dupcheck.documents.reading;

/** In which direction the letters of a text are written. Stateless. */
final class WritingDirection {
    private WritingDirection() {}

    /**
     * Whether text that is shown from right to left is to the eye another one than its characters in their order. What is
     * written from right to left needs no such order, and a few other letters within it hide nothing.
     */
    static boolean isTurnedAround(CharSequence text) {
        int toTheRight = 0;
        int toTheLeft = 0;
        for (int character : text.codePoints().toArray()) {
            switch (Character.getDirectionality(character)) {
                case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> toTheRight++;
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
                    toTheLeft++;
                default -> {
                    // signs and digits have no direction of their own
                }
            }
        }
        return toTheRight >= SectionCollector.SHORTEST_PASSAGE || toTheRight >= toTheLeft;
    }
}
