package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.dupcheck.engine.align.Alignment;
import org.dupcheck.engine.align.AlignmentBytes;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.PreparedQuery;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.search.Candidate;
import org.dupcheck.engine.search.Followed;
import org.dupcheck.engine.search.PageScan;
import org.dupcheck.engine.search.Selection;
import org.dupcheck.engine.search.SelectionBytes;

/** A shard as though it were on another node: it prepares the submission itself, and all that it takes and gives goes by bytes. */
final class SentShard implements Shard {
    private final PreparedQuery asked;
    private final PreparedQuery own;
    private final Pages pages;
    private final Shard shard;

    /**
     * @param asked the query of who puts the results together
     * @param own the shard's own one, of the same submission
     * @param scans of its pages
     */
    SentShard(Snapshot view, PreparedQuery asked, PreparedQuery own, List<PageScan> scans) {
        this.asked = asked;
        this.own = own;
        pages = view.pages();
        List<PageScan> sent = scans.stream()
                .map(scan -> through(scan, SelectionBytes::write, bytes -> SelectionBytes.readScan(bytes, own, pages)))
                .toList();
        shard = view.engine().shard(own, pages, sent);
    }

    /** What is read again has the same bytes. */
    static <T> T through(T value, Function<T, byte[]> write, Function<byte[], T> read) {
        byte[] bytes = write.apply(value);
        T sent = read.apply(bytes);
        assertThat(write.apply(sent)).isEqualTo(bytes);
        return sent;
    }

    @Override
    public boolean has(int page) {
        return shard.has(page);
    }

    @Override
    public Selection select(int section, Followed followed) {
        SectionQuery there = own.sections().get(section);
        SectionQuery here = asked.sections().get(section);
        Followed sent =
                through(followed, SelectionBytes::write, bytes -> SelectionBytes.readFollowed(bytes, there, pages));
        return through(
                shard.select(section, sent),
                SelectionBytes::write,
                bytes -> SelectionBytes.readSelection(bytes, here, pages));
    }

    @Override
    public Alignment align(int section, List<Candidate> chosen) {
        SectionQuery there = own.sections().get(section);
        SectionQuery here = asked.sections().get(section);
        List<Candidate> sent =
                through(chosen, SelectionBytes::write, bytes -> SelectionBytes.readCandidates(bytes, there, pages));
        return through(
                shard.align(section, sent), AlignmentBytes::write, bytes -> AlignmentBytes.read(bytes, here, pages));
    }
}
