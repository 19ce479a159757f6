package org.dupcheck.notifier.due;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is to become of something that was due. */
public final class Next {
    /** It is done. */
    public static final Next DONE = new Next(null);

    /** The handler has ended the claim itself, in the transaction of its work. */
    public static final Next SETTLED = new Next(null);

    private final @Nullable Duration pause;

    private Next(@Nullable Duration pause) {
        this.pause = pause;
    }

    /** It is to be done again after that time. */
    public static Next again(Duration pause) {
        return new Next(pause);
    }

    @Nullable
    Duration pause() {
        return pause;
    }
}
