package org.dupcheck.gateway.documents;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;

/** A file as it came in. Its name is used for nothing but its ending and a title; it never becomes a path. */
public final class UploadedDocument {
    /** The part of a form that holds the file. */
    public static final String PART = "file";

    private static final int MAX_NAME = 255;

    private final String name;
    private final byte[] bytes;

    private UploadedDocument(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /**
     * The file of a form, or else the body itself, which the query names.
     *
     * @throws ProblemException where there is none, more than one, or one without a name
     */
    static UploadedDocument of(Context ctx) throws IOException {
        if (ctx.isMultipartFormData()) {
            return ofForm(ctx);
        }
        String name = Parameters.required(ctx, "name");
        return new UploadedDocument(plain(name), ctx.req().getInputStream().readAllBytes());
    }

    /**
     * The file of a form.
     *
     * @throws ProblemException where there is none, or more than one
     */
    public static UploadedDocument ofForm(Context ctx) throws IOException {
        List<UploadedFile> files = files(ctx);
        if (files.isEmpty()) {
            throw new ProblemException(ErrorCode.MISSING_FIELD, PART, "the form has no file named " + PART);
        }
        if (files.size() > 1) {
            throw ProblemException.invalid(PART, "one file at a time, and these are " + files.size());
        }
        try (InputStream in = files.get(0).content()) {
            return new UploadedDocument(plain(files.get(0).filename()), in.readAllBytes());
        }
    }

    /** A browser sends an empty part without a name where no file was chosen. */
    private static List<UploadedFile> files(Context ctx) {
        return ctx.uploadedFiles(PART).stream()
                .filter(file -> !file.filename().isEmpty())
                .toList();
    }

    /** The last step of the path that some browsers send; without what would disturb who reads it. */
    static String plain(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder plain = new StringBuilder();
        last.codePoints().filter(UploadedDocument::isPlain).forEach(plain::appendCodePoint);
        return plain.length() <= MAX_NAME ? plain.toString() : plain.substring(plain.length() - MAX_NAME);
    }

    /** No control characters, none that turn the direction of the text around, and no halves of characters. */
    private static boolean isPlain(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE;
    }

    public String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }
}
