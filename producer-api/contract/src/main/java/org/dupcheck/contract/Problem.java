package org.dupcheck.contract;

import org.jspecify.annotations.Nullable;

/**
 * A refusal as HTTP tells it: RFC 9457 problem details ({@code application/problem+json}).
 *
 * @param type a URI reference naming the kind of problem
 * @param status the HTTP status
 * @param detail what is wrong, for people; quotes nothing of the message
 * @param path the field at fault, as in {@code sections[3].text}; absent where the whole request is meant
 * @param verdictId of STALE_VERDICT the verdict that holds now, absent while there is none
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        ErrorCode code,
        @Nullable String path,
        @Nullable String verdictId) {
    /** One that names no verdict. */
    public Problem(
            String type, String title, int status, @Nullable String detail, ErrorCode code, @Nullable String path) {
        this(type, title, status, detail, code, path, null);
    }
}
