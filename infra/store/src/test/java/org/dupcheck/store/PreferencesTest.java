package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.preferences.Preference;
import org.dupcheck.store.preferences.Preferences;
import org.dupcheck.store.preferences.UserPreferences;
import org.dupcheck.store.preferences.Way;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTest extends StoreTest {
    @Test
    void whoHasChosenNothingHasTheDefaults() {
        UserPreferences none = of("li");
        assertThat(none).isEqualTo(UserPreferences.NONE);
        assertThat(none.way(MessageKind.CLEAN, "SMS")).isEqualTo(Way.NEVER);
        assertThat(none.way(MessageKind.DUPLICATES, "SMS")).isEqualTo(Way.IF_UNREAD);
        assertThat(none.way(MessageKind.EXPIRED, "SMS")).isEqualTo(Way.AT_ONCE);
        assertThat(none.way(MessageKind.CLEAN, "EMAIL")).isEqualTo(Way.NEVER);
        assertThat(none.way(MessageKind.DUPLICATES, "EMAIL")).isEqualTo(Way.AT_ONCE);
    }

    /** Machines know different time zones, and versions different rules: a verdict must not fail by that. */
    @Test
    void whatIsNotKnownHereOfAContactWasNotSaid() {
        store.run(tables ->
                tables.preferences().putContact("li", new Contact("li@example.org", "Asia/Shanghai", "zh-CN"), now()));
        sql("update contact set zone = 'Mars/Base', locale = '!'");
        assertThat(found(tables -> Optional.of(tables.preferences().contact("li"))))
                .contains(new Contact("li@example.org", null, null));
        sql("update contact set email = 'two@example.org, three@example.org'");
        assertThat(found(tables -> Optional.of(tables.preferences().contact("li"))))
                .contains(Contact.NONE);
    }

    @Test
    void whatIsUrgentAsksSomethingToo() {
        assertThat(Arrays.stream(MessageKind.values()).filter(MessageKind::isUrgent))
                .containsExactly(MessageKind.REMINDER, MessageKind.EXPIRED, MessageKind.RETURNED, MessageKind.REJECTED)
                .allMatch(MessageKind::asksApplicant);
    }

    @Test
    void theLastChoiceOfAnEventAndAChannelCountsAndTheOthersStay() {
        put("li", preference("SMS", Way.NEVER), preference("EMAIL", Way.IF_UNREAD));
        put("li", preference("SMS", Way.AT_ONCE));
        put("wang", preference("SMS", Way.NEVER));
        put("wang");
        UserPreferences li = of("li");
        assertThat(li.chosen()).containsExactly(preference("EMAIL", Way.IF_UNREAD), preference("SMS", Way.AT_ONCE));
        assertThat(li.way(MessageKind.DUPLICATES, "SMS")).isEqualTo(Way.AT_ONCE);
        assertThat(li.way(MessageKind.EXPIRED, "EMAIL")).isEqualTo(Way.AT_ONCE);
        store.run(tables -> tables.preferences().reset("li"));
        assertThat(of("li")).isEqualTo(UserPreferences.NONE);
        assertThat(of("wang").chosen()).hasSize(1);
    }

    @Test
    void aPersonHasSoManyAtMostAndWhatIsTooMuchIsNotWrittenInPart() {
        List<Preference> many = new ArrayList<>();
        for (int i = 0; i < Preferences.MAX_OF_USER; i++) {
            many.add(preference("CHANNEL_" + i, Way.NEVER));
        }
        assertThat(put("li", many.toArray(Preference[]::new))).isTrue();
        assertThat(put("li", preference("CHANNEL_0", Way.AT_ONCE), preference("MORE", Way.AT_ONCE)))
                .isFalse();
        assertThat(of("li").chosen()).hasSize(Preferences.MAX_OF_USER);
        assertThat(of("li").way(MessageKind.DUPLICATES, "CHANNEL_0")).isEqualTo(Way.NEVER);
        assertThat(put("li", preference("CHANNEL_0", Way.AT_ONCE))).isTrue();
        assertThat(put("wang", preference("MORE", Way.AT_ONCE))).isTrue();
    }

    @Test
    void anEventOfANewerVersionIsLeftOut() {
        put("li", preference("SMS", Way.NEVER));
        sql("insert into preference values ('li', 'OF_TOMORROW', 'SMS', 'NEVER', now())");
        assertThat(of("li").chosen()).hasSize(1);
    }

    @Test
    void aContactTakesThePlaceOfTheOneBeforeAndCanBeTakenBack() {
        assertThat(contact("li")).isEqualTo(Contact.NONE);
        Contact first = new Contact("li@example.org", "Asia/Shanghai", "zh-CN");
        store.run(tables -> tables.preferences().putContact("li", first, now()));
        assertThat(contact("li")).isEqualTo(first);
        assertThat(contact("li").zoneId()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(first.toString()).doesNotContain("example");
        store.run(tables -> tables.preferences().putContact("li", new Contact(null, null, "en"), now()));
        assertThat(contact("li")).isEqualTo(new Contact(null, null, "en"));
        assertThat(contact("li").zoneId()).isNull();
        store.run(tables -> tables.preferences().putContact("li", Contact.NONE, now()));
        assertThat(contact("li")).isEqualTo(Contact.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "li",
                "li@",
                "@example.org",
                "li@example.org\r\nBcc: all@example.org",
                "li@example.org, wang@example.org",
                "Li <li@example.org>",
                "li@@example.org",
                "li@-example.org",
                "li@example..org",
                ""
            })
    void whatIsNotOneAddressIsRefused(String email) {
        assertThatThrownBy(() -> new Contact(email, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("email: ");
    }

    @Test
    void refusalsNameTheField() {
        assertThatThrownBy(() -> new Contact("a@" + "b".repeat(253), null, null))
                .hasMessageStartingWith("email: ");
        assertThatThrownBy(() -> new Contact(null, "Mars/Base", null)).hasMessageStartingWith("zone: ");
        assertThatThrownBy(() -> new Contact(null, null, "not a tag")).hasMessageStartingWith("locale: ");
        assertThatThrownBy(() -> new Contact(null, null, "")).hasMessageStartingWith("locale: ");
        assertThatThrownBy(() -> preference("sms", Way.NEVER)).hasMessageStartingWith("channel: ");
        assertThat(new Contact("a.b+c@mail.example.org", "UTC", "zh-Hans-CN")).isNotNull();
    }

    @Test
    void whatPeopleChoseStaysAsLongAsASubmissionOfTheirsAndItsTime() {
        for (String userId : List.of("li", "wang")) {
            put(userId, preference("SMS", Way.NEVER), preference("EMAIL", Way.NEVER));
            store.run(tables -> tables.preferences().putContact(userId, new Contact(null, null, "en"), now()));
        }
        sql(
                "insert into submission (business_type, business_id, revision, user_id, sections, work_order_id, retain_until)"
                        + " values ('lixiang', 'a', 1, 'wang', '[]', 'w', now())");
        assertThat(purge(0)).as("not yet").isZero();
        clock.advance(Duration.ofDays(1));
        assertThat(purge(0)).as("in small steps").isEqualTo(1);
        assertThat(purge(0)).isEqualTo(1);
        assertThat(purge(0)).isZero();
        assertThat(of("wang").chosen()).hasSize(2);
        assertThat(count(tables -> tables.preferences().purgeContacts(now(), 10)))
                .isEqualTo(1);
        assertThat(contact("wang")).isNotEqualTo(Contact.NONE);
    }

    private int purge(int days) {
        return (int) count(tables -> tables.preferences().purge(daysAgo(days), 1));
    }

    private static UserPreferences of(String userId) {
        return in(tables -> tables.preferences().of(userId));
    }

    private Contact contact(String userId) {
        return in(tables -> tables.preferences().contact(userId));
    }

    private static Preference preference(String channel, Way way) {
        return new Preference(MessageKind.DUPLICATES, channel, way);
    }

    private boolean put(String userId, Preference... chosen) {
        return holds(tables -> tables.preferences().put(userId, List.of(chosen), now()));
    }
}
