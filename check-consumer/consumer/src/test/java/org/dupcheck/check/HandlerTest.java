package org.dupcheck.check;

import org.junit.jupiter.api.BeforeEach;

/** A handler with nothing behind it yet. */
public abstract class HandlerTest extends DatabaseTest {
    /** A text that references and submissions have in common. */
    public static final String REUSED = "本项目研究城市地下管网泄漏的声学定位方法";

    public HandlerBench bench;

    @BeforeEach
    void setUp() {
        bench = new HandlerBench(database);
    }
}
