package org.dupcheck.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL 18 as a child process on 127.0.0.1, with a database {@value #DATABASE} owned by the user {@value #USER}.
 *
 * <p>The programs come from the class path and are unpacked once per machine. It works as root (the server then runs as
 * another user) and as any other user. In the directory: {@code data}, {@code postgresql.log} and {@code password}.
 *
 * <pre>{@code
 * try (PostgresProcess database = PostgresProcess.start(PostgresSettings.temporary())) {
 *     Connection connection = DriverManager.getConnection(database.jdbcUrl());
 * }
 * }</pre>
 */
public final class PostgresProcess extends ServerProcess implements PostgresService {
    public static final String DATABASE = "dupcheck";
    public static final String USER = "dupcheck";

    private static final long MAX_LOG_BYTES = 10L << 20;
    private static final Pattern PASSES =
            Pattern.compile("FATAL: .*(pre-existing shared memory block|lock file \"postmaster.pid\" already exists)");

    private final PostgresSettings settings;
    private final @Nullable TemporaryDirectory temporary;
    private final Path directory;
    private final Path programs;
    private final RunAs runAs;
    private final int port;
    private final String password;

    private final NewDatabases databases;

    private PostgresProcess(PostgresSettings settings) {
        super("postgresql", "INT"); // SIGINT asks PostgreSQL for a fast shutdown: clients are cut off, data written out
        this.settings = settings;
        Path given = settings.directory();
        temporary = given == null ? TemporaryDirectory.create() : null;
        directory = temporary == null
                ? Directories.create(Objects.requireNonNull(given))
                : Directories.create(temporary.path().resolve("postgresql"));
        programs = PostgresBinaries.unpackedIn(CacheDirectory.path());
        runAs = RunAs.workingIn(directory, programs.resolve("bin/postgres"));
        port = settings.port() == 0
                ? Ports.remembered(directory.resolve("port"), 1).get(0)
                : settings.port();
        password = password(directory.resolve("password"));
        databases = new NewDatabases(jdbcUrl("postgres"), this::jdbcUrl);
    }

    /**
     * Makes the data if there is none, starts the server and returns when it answers (about 1 s the first time).
     *
     * @throws LaunchException if it cannot be started
     */
    public static PostgresProcess start(PostgresSettings settings) {
        PostgresProcess process = new PostgresProcess(settings);
        try {
            process.initialise();
            process.start();
            process.createDatabase(DATABASE);
            return process;
        } catch (RuntimeException e) {
            boolean interrupted = Thread.interrupted(); // an interrupted thread could not wait for the end
            process.kill();
            process.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw e;
        }
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** The URL of the database of that name, whether it exists or not. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + Ports.HOST + ":" + port + "/" + database + "?user=" + USER + "&password="
                + password;
    }

    public int port() {
        return port;
    }

    /** Where the server's data and log lie. */
    public Path directory() {
        return directory;
    }

    /**
     * Makes an empty database unless there is one of that name.
     *
     * @param database lower-case letters, digits and underscores
     */
    public void createDatabase(String database) {
        databases.makeUnlessThere(database);
    }

    @Override
    public String newDatabase() {
        return databases.empty();
    }

    @Override
    public String copyOf(String template, Consumer<String> fill) {
        return databases.copyOf(template, fill);
    }

    /** initdb into a directory that gets its name when it is whole, so that a start cut short leaves no half of one. */
    private void initialise() {
        Path data = directory.resolve("data");
        if (Files.exists(data)) {
            return;
        }
        Path fresh = directory.resolve("data.new");
        Directories.deleteQuietly(fresh);
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin/initdb").toString(),
                "--pgdata=" + fresh,
                "--username=" + USER,
                "--pwfile=" + directory.resolve("password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // the same order of text on every system, whatever its locales
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (!settings.fsync()) {
            command.add("--no-sync");
        }
        Shell.Result result = Shell.run(runAs.command(command));
        if (!result.ok()) {
            throw new LaunchException("initdb ended with status " + result.status() + ":\n" + result.output());
        }
        try {
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LaunchException("cannot name " + data, e);
        }
    }

    @Override
    ChildProcess launch() {
        rotateLog();
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin/postgres").toString(),
                "-D",
                directory.resolve("data").toString()));
        parameters().forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        return ChildProcess.start(
                runAs.command(command),
                directory,
                log(),
                ChildProcess.OrphanSignal.QUIT, // an immediate shutdown, which takes the children along
                temporary == null ? null : temporary.path());
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("listen_addresses", Ports.HOST);
        parameters.put("port", Integer.toString(port));
        parameters.put("unix_socket_directories", "");
        parameters.put("max_connections", "200");
        parameters.put("shared_buffers", "128MB");
        // files in the data directory instead of /dev/shm: small in containers, and littered by SIGKILL
        parameters.put("dynamic_shared_memory_type", "mmap");
        parameters.put("fsync", settings.fsync() ? "on" : "off");
        parameters.put("full_page_writes", settings.fsync() ? "on" : "off");
        parameters.put("synchronous_commit", "on");
        // there is no replica to feed
        parameters.put("wal_level", "minimal");
        parameters.put("max_wal_senders", "0");
        parameters.put("max_wal_size", "1GB");
        parameters.put("random_page_cost", "1.1");
        parameters.put("jit", "off");
        parameters.put("log_timezone", "UTC");
        parameters.put("timezone", "UTC");
        // statements and their values may hold texts and personal data: not in the log
        parameters.put("log_min_error_statement", "panic");
        parameters.put("log_parameter_max_length_on_error", "0");
        parameters.put("log_error_verbosity", "terse");
        parameters.putAll(settings.parameters());
        return parameters;
    }

    @Override
    boolean answers() {
        if (!Ports.answers(port)) {
            return false;
        }
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"))) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false; // 57P03: still starting
        }
    }

    @Override
    boolean mayTryAgain() {
        // the postmaster was killed and a child has not noticed yet, or the server of a killed JVM is on its way out
        String tail = ChildProcess.tail(log());
        return PASSES.matcher(tail.substring(Math.max(0, tail.lastIndexOf("FATAL: "))))
                .lookingAt();
    }

    @Override
    Path log() {
        return directory.resolve("postgresql.log");
    }

    @Override
    void deleteTemporary() {
        if (temporary != null) {
            releaseSharedMemory();
            temporary.close();
        }
    }

    /** A killed server leaves a System V segment of a few bytes, which its next start would free; here is no next. */
    private void releaseSharedMemory() {
        try {
            List<String> lines = Files.readAllLines(directory.resolve("data/postmaster.pid"));
            String[] keyAndId = lines.size() > 6 ? lines.get(6).strip().split(" +") : new String[0];
            if (keyAndId.length == 2) {
                Shell.run(runAs.command(List.of("ipcrm", "-m", keyAndId[1])));
            }
        } catch (IOException e) {
            // stopped cleanly: there is no such file and no segment
        }
    }

    private void rotateLog() {
        try {
            if (Files.exists(log()) && Files.size(log()) > MAX_LOG_BYTES) {
                Files.move(log(), directory.resolve("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new LaunchException("cannot rotate " + log(), e);
        }
    }

    private String password(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[16];
                new SecureRandom().nextBytes(bytes);
                Path fresh = directory.resolve("password.new");
                Files.writeString(fresh, HexFormat.of().formatHex(bytes), StandardCharsets.US_ASCII);
                Directories.permit(fresh, "rw-------");
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
                // the same owner as the directory's: initdb reads it
                Files.setOwner(file, Files.getOwner(directory));
            }
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new LaunchException("cannot keep the password in " + file, e);
        }
    }
}
