package org.dupcheck.store.references;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** The statistics that checks take from the reference set as a whole: of each version of the engine the newest ones. */
public final class CorpusStatisticsTable {
    private static final String NEWEST = "select version, token from corpus_statistics where engine_version = ?";

    /** With its parts. A node that comes second waits here, and then finds nothing to delete. */
    private static final String DELETE = "delete from corpus_statistics where engine_version = ? and token = ?";

    private static final String INSERT = """
            insert into corpus_statistics (engine_version, version, token, taken_at) values (?, ?, ?, ?)
                on conflict (engine_version) do nothing
            """;

    private static final String ADD_PART =
            "insert into corpus_statistics_part (token, number, content) values (?, ?, ?)";

    /** In one statement, so that the parts are those of the name. */
    private static final String READ = """
            select s.version, s.token, p.content from corpus_statistics s join corpus_statistics_part p on p.token = s.token
             where s.engine_version = ? order by p.number
            """;

    private static final String DELETE_OTHERS =
            "delete from corpus_statistics where engine_version <> ? and taken_at < ?";

    private final Sql sql;

    public CorpusStatisticsTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * Names statistics.
     *
     * @param version the corpus version that they were taken at
     * @param token differs from that of all others
     */
    public record Name(long version, String token) {}

    /** Statistics with their bytes, in parts. */
    public record Stored(Name name, List<byte[]> parts) {}

    /** The newest ones; empty where that engine has none yet. */
    public Optional<Name> newest(String engineVersion) {
        return sql.queryOne(NEWEST, CorpusStatisticsTable::name, engineVersion);
    }

    private static Name name(ResultSet row) throws SQLException {
        return new Name(row.getLong(1), row.getString(2));
    }

    /** The newest ones with their bytes; up to some tens of megabytes. */
    public Optional<Stored> read(String engineVersion) {
        List<byte[]> parts = new ArrayList<>();
        List<Name> names = sql.query(
                READ,
                row -> {
                    parts.add(row.getBytes(3));
                    return name(row);
                },
                engineVersion);
        return names.isEmpty() ? Optional.empty() : Optional.of(new Stored(names.get(0), parts));
    }

    /**
     * Puts others in the place of those that the caller knows as the newest ones. Of several nodes that do so at once one
     * does.
     *
     * @param known null where there were none
     * @param version the corpus version of the new ones
     * @return their name; empty where another node was first, and nothing was changed
     */
    public Optional<Name> replace(
            String engineVersion, @Nullable Name known, long version, List<byte[]> parts, Instant now) {
        if (known != null && sql.update(DELETE, engineVersion, UUID.fromString(known.token())) == 0) {
            return Optional.empty();
        }
        UUID token = UUID.randomUUID();
        if (sql.update(INSERT, engineVersion, version, token, now) == 0) {
            return Optional.empty();
        }
        for (int number = 0; number < parts.size(); number++) {
            sql.update(ADD_PART, token, number, parts.get(number));
        }
        return Optional.of(new Name(version, token.toString()));
    }

    /** Deletes those of other versions of the engine that were taken before that time; returns how many. */
    public int deleteOfOthers(String engineVersion, Instant before) {
        return sql.update(DELETE_OTHERS, engineVersion, before);
    }
}
