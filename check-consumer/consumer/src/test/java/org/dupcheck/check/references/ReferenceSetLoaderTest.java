package org.dupcheck.check.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dupcheck.check.DatabaseTest;
import org.dupcheck.check.StoredRows;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.storetestkit.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference index outlives a restart where it fits the database, and is made again wherever it does not. */
class ReferenceSetLoaderTest extends DatabaseTest {
    private static final String REUSED = "拟研究城市供水管网微小泄漏的声学定位方法，布设低功耗传感节点，采集管壁振动信号并比对历史波形。";
    private static final String OTHER = "计划培育耐盐碱的高产油菜品种，在滨海滩涂开展三年四地的田间试验，记录出苗、株高和籽粒含油量。";

    @TempDir
    Path directory;

    private StoredRows tables;

    @BeforeEach
    void setUp() {
        tables = new StoredRows(database);
        tables.putReference("r1", 1, "管网", REUSED);
        tables.putReference("r2", 1, "油菜", OTHER);
        tables.putReference("r3", 1, "三", "第三份文字");
    }

    @Test
    void aRestartReadsOnlyWhatChangedSince() {
        saved();
        // whoever reads the text of r1 again fails
        update("update reference_document set sections = '{}' where document_id = 'r1'");
        tables.putReference("r2", 2, "新油菜", OTHER + "补充一句新的说明。");
        tables.deleteReference("r3", 2);
        tables.putReference("r4", 1, "四", "第四份文字");

        ReferenceSet set = loader(database).catchUp();

        assertThat(set.version()).isEqualTo(6);
        assertThat(set.view().documentCount()).isEqualTo(3);
        assertThat(set.sources().find(id("r1"))).isEqualTo(new SourceDirectory.Source(1, "管网", null));
        assertThat(set.sources().find(id("r2"))).isEqualTo(new SourceDirectory.Source(2, "新油菜", null));
        assertThat(set.sources().find(id("r3"))).isNull();
        assertThat(found(set)).containsExactly("r1");
    }

    @Test
    void whatCameSinceTheLastSaveIsThereAfterTheNext() {
        ReferenceSetLoader first = loader(database);
        first.catchUp();
        first.keep();
        tables.putReference("r4", 1, "四", "第四份文字");
        first.catchUp();
        first.keep();
        update("update reference_document set sections = '{}'");

        assertThat(loader(database).catchUp().view().documentCount()).isEqualTo(4);
    }

    @Test
    void pagesMergedSinceAreTakenUpThoughNothingChanges() {
        for (int i = 0; i < 200; i++) {
            tables.putReference("many" + i, 1, "多", "第" + i + "份文字，" + OTHER);
        }
        ReferenceSetLoader loader = inLargePortions();
        long version = loader.catchUp().version();

        // several threads build a page each, and the pages are merged in the background
        await().untilAsserted(
                        () -> assertThat(loader.catchUp().view().pageCount()).isEqualTo(1));
        assertThat(loader.current().version()).isEqualTo(version);
    }

    @Test
    void settlingMergesWhatChangesLeaveApartAndKeepsIt() {
        for (int i = 0; i < 200; i++) {
            tables.putReference("many" + i, 1, "多", "第" + i + "份文字，" + OTHER);
        }
        ReferenceSetLoader loader = inLargePortions();
        await().untilAsserted(
                        () -> assertThat(loader.catchUp().view().pageCount()).isEqualTo(1));
        for (int i = 0; i < 20; i++) {
            tables.putReference("more" + i, 1, "多", "又第" + i + "份文字，" + OTHER);
        }
        assertThat(loader.catchUp().view().pageCount()).isEqualTo(2);

        loader.keepAndCompact();

        assertThat(loader.catchUp().view().pageCount()).isEqualTo(1);
        update("update reference_document set sections = '{}'");
        ReferenceSet restarted = inLargePortions().catchUp();
        assertThat(restarted.view().pageCount()).isEqualTo(1);
        assertThat(restarted.view().documentCount()).isEqualTo(223);
    }

    /** All of these tests' changes at once, so that it is known which pages they make. */
    private ReferenceSetLoader inLargePortions() {
        return new ReferenceSetLoader(
                new ReferenceChanges(database, new JsonCodec(), 1_000),
                IndexStore.in(directory, EngineSettings.defaults()));
    }

    @Test
    void anAlteredFileIsNoticedAndEverythingReadFromTheDatabase() throws IOException {
        saved();
        Path page;
        try (Stream<Path> files = Files.walk(directory)) {
            page = files.filter(file -> file.getFileName().toString().startsWith("page-"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(page);
        bytes[bytes.length / 2] ^= 1;
        Files.write(page, bytes);

        assertThat(found(loader(database).catchUp())).containsExactly("r1");
        update("update reference_document set sections = '{}'");
        ReferenceSetLoader reading = loader(database);
        assertThatThrownBy(reading::catchUp).isInstanceOf(InvalidMessageException.class);
    }

    @Test
    void anIndexOfAnotherDatabaseIsNotUsedAndNotKept(PostgresService postgres) throws IOException {
        saved();
        try (Database other = MigratedDatabase.open(postgres)) {
            new StoredRows(other).putReference("r1", 1, "别的", OTHER);
            ReferenceSetLoader loader = loader(other);
            ReferenceSet set = loader.catchUp();
            loader.keep();
            assertThat(set.view().documentCount()).isEqualTo(1);
            assertThat(found(set)).isEmpty();
        }
        try (Stream<Path> folders = Files.list(directory)) {
            assertThat(folders.filter(Files::isDirectory)).hasSize(1);
        }
    }

    /** As by a restored backup of version 1 to which two other documents are added: version 3 again. */
    private void putBack() {
        update("delete from reference_document where document_id <> 'r1'");
        update("update corpus_state set version = 1");
        tables.putReference("s2", 1, "别的", "完全不同的另一份文字，讲述果园滴灌与土壤墒情的长期观测。");
        tables.putReference("s3", 1, "又一份", OTHER + REUSED);
    }

    @Test
    void aDatabasePutBackIsNoticedThoughItCountsTheSameVersionAgain() {
        ReferenceSetLoader loader = loader(database);
        assertThat(found(loader.catchUp())).containsExactly("r1");

        putBack();
        ReferenceSet set = loader.catchUp();

        assertThat(set.version()).isEqualTo(3);
        assertThat(found(set)).containsExactlyInAnyOrder("r1", "s3");
        assertThat(set.sources().find(id("r2"))).isNull();
        assertThat(set.sources().find(id("s2"))).isEqualTo(new SourceDirectory.Source(1, "别的", null));
    }

    @Test
    void anIndexOnDiskOfBeforeIsNoticedAtTheNextStart() {
        saved();
        putBack();

        ReferenceSet set = loader(database).catchUp();

        assertThat(set.version()).isEqualTo(3);
        assertThat(found(set)).containsExactlyInAnyOrder("r1", "s3");
    }

    @Test
    void anIndexOnDiskWithoutItsHistoryIsReadAgain() throws IOException {
        saved();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        assertThat(found(loader(database).catchUp())).containsExactly("r1");
    }

    @Test
    void aVersionOfAnotherHistoryIsNotReached() {
        ReferenceSetLoader loader = loader(database);
        loader.catchUp();
        assertThat(loader.reaches(version())).isTrue();
        putBack();
        assertThat(loader.reaches(version())).isFalse();
        loader.catchUp();
        assertThat(loader.reaches(version())).isTrue();
    }

    private static CorpusVersion version() {
        return database.read(session -> session.queryOne(
                        "select s.version, h.token from corpus_state s join corpus_history h on h.version = s.version",
                        row -> new CorpusVersion(row.getLong(1), row.getString(2))))
                .orElseThrow();
    }

    @Test
    void anIndexAheadOfTheDatabaseIsMadeAnew() {
        saved();
        update("delete from reference_document where document_id <> 'r2'");
        update("update reference_document set changed_version = 1");
        update("update corpus_state set version = 1");

        ReferenceSet set = loader(database).catchUp();

        assertThat(set.version()).isEqualTo(1);
        assertThat(set.view().documentCount()).isEqualTo(1);
        assertThat(found(set)).isEmpty();
    }

    @Test
    void anIndexWithOtherDocumentsThanTheDatabaseIsMadeAnew() {
        saved();
        update("delete from reference_document where document_id = 'r1'");

        ReferenceSet set = loader(database).catchUp();

        assertThat(set.view().documentCount()).isEqualTo(2);
        assertThat(found(set)).isEmpty();
    }

    @Test
    void aDirectoryThatCannotBeWrittenCostsOnlyTheNextStartsTime() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        ReferenceSetLoader loader = new ReferenceSetLoader(
                new ReferenceChanges(database, new JsonCodec(), 2),
                IndexStore.in(file.resolve("index"), EngineSettings.defaults()));
        ReferenceSet set = loader.catchUp();
        loader.keep();
        assertThat(found(set)).containsExactly("r1");
    }

    private void saved() {
        ReferenceSetLoader loader = loader(database);
        loader.catchUp();
        loader.keep();
    }

    private ReferenceSetLoader loader(Database any) {
        return new ReferenceSetLoader(
                new ReferenceChanges(any, new JsonCodec(), 2), IndexStore.in(directory, EngineSettings.defaults()));
    }

    private static void update(String sql) {
        database.inTransaction(session -> session.update(sql));
    }

    private static Document.Id id(String document) {
        return new Document.Id("project", document);
    }

    /** The documents in which the reused text is found. */
    private static List<String> found(ReferenceSet set) {
        Document submission = new Document(id("new"), null, List.of(new Document.Section("目标", "开头一句。" + REUSED)));
        return set.view().compare(submission, CheckOptions.DEFAULT).matches().stream()
                .map(Comparison.Match::document)
                .map(Document.Id::id)
                .toList();
    }
}
