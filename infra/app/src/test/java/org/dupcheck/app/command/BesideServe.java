package org.dupcheck.app.command;

import java.nio.file.Path;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests beside one running {@code serve} on servers outside. */
@ExtendWith(DupcheckServices.class)
abstract class BesideServe {
    /** Of the reference document that others copy from. */
    static final String PASSAGE = "尖轨密贴间隙的起始特征肉眼分不清，拟以缺口图像间接推求，用注入故障检查，并由夜间巡道班组逐例验证。";

    /** Of nobody else. */
    static final String OWN = "本年度在市域铁路咽喉区择点埋设轨旁采集箱，按周汇总转换功率曲线，交设备工长签收。";

    @TempDir
    static Path folder;

    static RunningServe serve;

    @BeforeAll
    static void start(KafkaService kafka, PostgresService postgres) {
        serve = RunningServe.start(kafka, postgres, folder);
    }

    @AfterAll
    static void stop() {
        serve.close();
    }

    /** Approves the reference document {@code reference:r7} with the passage. */
    static void approvePassage() throws Exception {
        serve.publish(RunningServe.event("reference", "r7", 1, "APPROVED", "七", PASSAGE));
    }
}
