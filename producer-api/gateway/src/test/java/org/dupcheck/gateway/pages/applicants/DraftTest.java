package org.dupcheck.gateway.pages.applicants;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.Section;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A form that is opened again is the form that was left. */
final class DraftTest extends PageTest {
    private static final String[] PART = {"HX-Request", "true"};
    private static final Pattern BOX = Pattern.compile(
            "name=\"box\" value=\"(\\d+)\".*?name=\"key\\1\" value=\"([^\"]*)\".*?<textarea[^>]*>\n(.*?)</textarea>",
            Pattern.DOTALL);
    private static final int ADDED = 4;
    private PageBrowser wang;

    @BeforeAll
    void signIn() {
        wang = PageBrowser.of(gateway, "wang");
    }

    private String begin() {
        String path = PageBrowser.location(wang.get("/write"));
        wang.get(path + "&lang=en");
        return path.substring(path.indexOf('=') + 1);
    }

    private static Map<String, String> fields(String id, String title) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("type", "project");
        fields.put("id", id);
        fields.put("title", title);
        return fields;
    }

    /** One box as the page sends it, with the numbers of all. */
    private String leave(String id, int number, String name, String text) {
        Map<String, String> fields = fields(id, "Title");
        fields.put("key" + number, name);
        fields.put("text" + number, text);
        List<String> boxes = List.of("0", "1", "2", "3", String.valueOf(ADDED));
        HttpResponse<String> chip = wang.post("/write/sections?box=" + number, fields, "box", boxes, PART);
        assertThat(chip.statusCode()).isEqualTo(200);
        return chip.body();
    }

    /** The boxes of a page as {@code number name=text}. */
    private static List<String> boxes(String page) {
        List<String> boxes = new ArrayList<>();
        Matcher box = BOX.matcher(page);
        while (box.find()) {
            boxes.add(box.group(1) + " " + box.group(2) + "=" + box.group(3));
        }
        return boxes;
    }

    private List<String> reopened(String id, String language) {
        return boxes(wang.get("/write?id=" + id + "&lang=" + language).body());
    }

    private List<String> preChecked(String id) {
        return gateway.published(gateway.topics.preChecks()).stream()
                .map(record -> record.key())
                .filter(key -> key.contains(id))
                .toList();
    }

    @Test
    void aBoxIsOneSectionWhateverItIsCalled() {
        String id = begin();
        leave(id, ADDED, "", "money");
        leave(id, ADDED, "Budget", "money");
        assertThat(reopened(id, "en"))
                .containsExactly(
                        "0 Background=",
                        "1 Research content=",
                        "2 Technical route=",
                        "3 Expected results=",
                        "4 Budget=money");
        leave(id, ADDED, "Costs", "money");
        assertThat(reopened(id, "en")).hasSize(5).contains("4 Costs=money");
        // by its place, as Compare has it, and never by its number
        assertThat(preChecked(id)).anyMatch(key -> key.endsWith("Section 5")).noneMatch(key -> key.endsWith(" 4"));
    }

    @Test
    void theOtherLanguageHasTheSameBoxes() {
        String id = begin();
        leave(id, 1, "Research content", "our plan");
        leave(id, ADDED, "", "money");
        assertThat(reopened(id, "zh"))
                .containsExactly("0 立项依据=", "1 Research content=our plan", "2 技术路线=", "3 预期成果=", "4 =money");
    }

    @Test
    void aBoxThatIsClearedStaysClear() {
        String id = begin();
        leave(id, 0, "Background", "was here");
        gateway.rows.preCheckText(
                new CheckKey(new BusinessKey("project", id), "Background"),
                5,
                List.of(new Section("Background", "was here")));
        assertThat(leave(id, 0, "Background", "")).contains("Empty, left out");
        assertThat(reopened(id, "en")).contains("0 Background=").noneMatch(box -> box.contains("was here"));
    }

    @Test
    void clearingABoxOfASubmissionIsKeptUntilANewerSubmissionComes() {
        BusinessKey key = new BusinessKey("project", "cleared");
        submitted(key, 1, new Section("Background", "first"), new Section("Costs", "much"));
        assertThat(reopened("cleared", "en"))
                .containsExactly(
                        "0 Background=first",
                        "1 Research content=",
                        "2 Technical route=",
                        "3 Expected results=",
                        "4 Costs=much");
        leave("cleared", 0, "Background", "");
        assertThat(reopened("cleared", "en")).contains("0 Background=", "4 Costs=much");
        submitted(key, 2, new Section("Costs", "by the module"));
        assertThat(reopened("cleared", "en")).containsExactly("0 Costs=by the module");
    }

    private void submitted(BusinessKey key, long revision, Section... sections) {
        if (revision == 1) {
            gateway.rows.finish(key, revision);
        }
        gateway.rows.submission(key, revision, "t", List.of(sections));
        gateway.rows.update("update submission set user_id = 'wang' where business_id = '" + key.businessId() + "'");
    }

    @Test
    void whatWasCheckedAndHasNotChangedHasItsChip() {
        String id = begin();
        leave(id, 0, "Background", "checked");
        leave(id, 1, "Research content", "changed since");
        checked(id, 5, new Section("Background", "checked"));
        checked(id, 6, new Section("Research content", "before"));
        String page = wang.get("/write?lang=en&id=" + id).body();
        assertThat(page)
                .containsPattern("id=\"now0\">\\s*<span class=\"tag bad\">1 passage, 50.0 %")
                .contains("id=\"now1\"></span>");
    }

    private void checked(String id, long revision, Section section) {
        gateway.rows.finishPreCheck(new CheckKey(new BusinessKey("project", id), section.key()), revision);
        gateway.rows.update(
                "update pre_check set hash = ? where business_id = ? and section_key = ?",
                ContentHash.of(section),
                id,
                section.key());
    }

    @Test
    void theTitleAndTheWholeFormAreKeptWithoutACheck() {
        String id = begin();
        assertThat(wang.post("/write/draft", fields(id, "Only a title"), PART).statusCode())
                .isEqualTo(204);
        assertThat(wang.get("/write?id=" + id).body()).contains("value=\"Only a title\"");
        Map<String, String> form = fields(id, "All of it");
        form.put("box", "0");
        form.put("key0", "Background");
        form.put("text0", "typed");
        assertThat(wang.post("/write/draft", form, PART).statusCode()).isEqualTo(204);
        assertThat(reopened(id, "en")).hasSize(4).contains("0 Background=typed");
        assertThat(preChecked(id)).isEmpty();
        form.put("text0", "a\0b");
        assertThat(wang.post("/write/draft", form, PART).statusCode()).isEqualTo(400);
        assertThat(reopened(id, "en")).contains("0 Background=typed");
    }

    private String add(String id, String... boxes) {
        HttpResponse<String> box = wang.post("/write/box", fields(id, "Title"), "box", List.of(boxes), PART);
        assertThat(box.statusCode()).isEqualTo(200);
        return box.body();
    }

    @Test
    void aBoxThatIsAddedStandsBelowAllOthersAlsoThoseOfAnotherPage() {
        String id = begin();
        assertThat(boxes(add(id, "0", "7"))).containsExactly("8 =");
        assertThat(boxes(add(id, "0"))).as("another page").containsExactly("9 =");
        assertThat(reopened(id, "en")).hasSize(6).contains("8 =", "9 =");
    }

    @Test
    void aPageThatKnowsNothingOfABoxDoesNotDropWhatIsTypedThere() {
        String id = begin();
        leave(id, 7, "Budget", "money");
        leave(id, 0, "Background", "of the other page");
        Map<String, String> form = fields(id, "Renamed");
        form.put("key1", "Research content");
        form.put("text1", "plan");
        assertThat(wang.post("/write/draft", form, "box", List.of("0", "1", "2", "3"), PART)
                        .statusCode())
                .isEqualTo(204);
        form.put("key0", "Background");
        form.put("text0", "typed here");
        assertThat(wang.post("/write/compare", form, "box", List.of("0", "1"), PART)
                        .statusCode())
                .isEqualTo(200);
        assertThat(reopened(id, "en"))
                .containsExactly("0 Background=typed here", "1 Research content=plan", "7 Budget=money");
    }

    @Test
    void aDraftHasNoMoreBoxesThanASubmissionMayHaveSections() {
        String id = begin();
        Map<String, String> form = fields(id, "Title");
        List<String> numbers = IntStream.range(0, Limits.MAX_SECTIONS)
                .mapToObj(String::valueOf)
                .toList();
        numbers.forEach(number -> form.put("text" + number, "text"));
        assertThat(wang.post("/write/draft", form, "box", numbers, PART).statusCode())
                .isEqualTo(204);
        assertThat(leave(id, Limits.MAX_SECTIONS, "more", "text")).contains("Could not be checked");
        assertThat(wang.post("/write/box", fields(id, "Title"), "box", List.of("0"), PART)
                        .statusCode())
                .isEqualTo(400);
        assertThat(reopened(id, "en")).hasSize(Limits.MAX_SECTIONS);
    }

    @Test
    void whatIsKeptIsSaidAndWhatIsNotIsNot() {
        String id = begin();
        Map<String, String> form = fields(id, "Title");
        form.put("key0", "Background");
        form.put("text0", "typed");
        assertThat(kept("/write/sections?box=0", form)).contains("-1");
        assertThat(kept("/write/draft", form)).contains("-1");
        assertThat(kept("/write/compare", form)).contains("-1");
        form.put("text0", "a\0b");
        for (String path : List.of("/write/sections?box=0", "/write/draft", "/write/compare", "/write/submit")) {
            assertThat(kept(path, form)).as(path).isEmpty();
        }
    }

    private Optional<String> kept(String path, Map<String, String> form) {
        return wang.post(path, form, "box", List.of("0"), PART).headers().firstValue("X-Kept");
    }

    @Test
    void aFormThatKnowsNothingOfANewerSubmissionIsNotKeptAndNotSubmitted() {
        BusinessKey key = new BusinessKey("project", "outdated");
        submitted(key, 1, new Section("Background", "first"));
        assertThat(wang.get("/write?id=outdated&lang=en").body()).contains("name=\"basedOn\" value=\"1\"");
        submitted(key, 2, new Section("Costs", "by the module"));
        Map<String, String> form = fields("outdated", "Title");
        form.put("basedOn", "1");
        form.put("key0", "Background");
        form.put("text0", "changed");
        assertThat(wang.post("/write/sections?box=0", form, "box", List.of("0"), PART)
                        .body())
                .contains("A newer version of this document was submitted");
        assertThat(wang.post("/write/draft", form, "box", List.of("0"), PART).statusCode())
                .isEqualTo(409);
        HttpResponse<String> refused = wang.post("/write/submit", form, "box", List.of("0"), PART);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("A newer version of this document was submitted");
        assertThat(kept("/write/submit", form)).isEmpty();
        assertThat(reopened("outdated", "en")).containsExactly("0 Costs=by the module");
        assertThat(gateway.published(gateway.topics.submissions()))
                .noneMatch(record -> record.key().contains("outdated"));
    }

    @Test
    void onlyASubmissionThatWasAcceptedMakesTheDraftItsOwn() {
        BusinessKey key = new BusinessKey("project", "refused");
        submitted(key, 1, new Section("Background", "first"));
        Map<String, String> form = fields("refused", "Title");
        for (String box : List.of("0", "1")) {
            form.put("key" + box, "Twice");
            form.put("text" + box, "text " + box);
        }
        HttpResponse<String> refused = wang.post("/write/submit", form, "box", List.of("0", "1"), PART);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("X-Kept"))
                .as("kept, of revision 1")
                .isPresent();
        submitted(key, 2, new Section("Costs", "by the module"));
        assertThat(reopened("refused", "en")).containsExactly("0 Costs=by the module");
    }

    @Test
    void whatOneApplicantTypedIsNotShownToTheNextOne() {
        BusinessKey key = new BusinessKey("project", "handed");
        submitted(key, 1, new Section("Background", "first"));
        leave("handed", 0, "Background", "typed by wang");
        gateway.rows.update("update submission set user_id = 'li' where business_id = 'handed'");
        PageBrowser li = PageBrowser.of(gateway, "li");
        assertThat(boxes(li.get("/write?id=handed").body())).contains("0 Background=first");
        Map<String, String> form = fields("handed", "Title");
        form.put("key1", "Research content");
        form.put("text1", "typed by li");
        assertThat(li.post("/write/sections?box=1", form, "box", List.of("0", "1"), PART)
                        .statusCode())
                .isEqualTo(200);
        assertThat(boxes(li.get("/write?id=handed").body()))
                .contains("0 Background=first", "1 Research content=typed by li");
    }
}
