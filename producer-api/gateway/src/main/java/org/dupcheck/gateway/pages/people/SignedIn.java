package org.dupcheck.gateway.pages.people;

import java.time.ZoneId;
import org.dupcheck.gateway.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in.
 *
 * @param formToken what a form of this session must send along
 * @param zone the time zone that the person has named; null for none
 */
public record SignedIn(
        Caller person, String formToken, @Nullable ZoneId zone) {}
