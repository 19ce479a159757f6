package org.dupcheck.contract;

import org.jspecify.annotations.Nullable;

/**
 * The person a verdict is told to.
 *
 * @param phone where an SMS goes; personal data, never logged whole
 * @param locale a BCP 47 tag such as {@code zh-CN}
 */
public record Applicant(
        String userId, @Nullable String phone, @Nullable String locale) {}
