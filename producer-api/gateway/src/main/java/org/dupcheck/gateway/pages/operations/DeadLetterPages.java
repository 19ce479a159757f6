package org.dupcheck.gateway.pages.operations;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Problem;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.deadletters.DeadLetterResource;
import org.dupcheck.gateway.deadletters.DeadLetterService;
import org.dupcheck.gateway.deadletters.DeadLetterService.SeenLetters;
import org.dupcheck.gateway.deadletters.SeenLetter;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.runtime.deadletter.DeadRecord.Place;
import org.jspecify.annotations.Nullable;

/** What could not be processed, and the question whether one of it is to be published again. Thread-safe. */
public final class DeadLetterPages {
    /** Of the list. */
    public static final String PATH = "/operations/dead-letters";

    private static final String ONE = PATH + "/{topic}/{partition}/{offset}";
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
    private static final int SHOWN = 100;
    private static final List<Integer> DAYS = List.of(3, 7, 30, DeadLetterService.MAX_DAYS);

    private final DeadLetterService service;

    public DeadLetterPages(DeadLetterService service) {
        this.service = service;
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        routes.get(PATH, OPERATORS, this::list);
        routes.get(ONE, OPERATORS, this::one);
        routes.post(ONE, OPERATORS, this::replay);
    }

    /**
     * The list as it is shown.
     *
     * @param topic that was asked for; null for all
     * @param days that were asked for
     */
    public record Listed(
            SeenLetters found,
            List<String> topics,
            @Nullable String topic,
            List<Integer> choices,
            int days) {
        public Listed {
            topics = List.copyOf(topics);
            choices = List.copyOf(choices);
        }

        /** Where one of them is shown. */
        public String path(SeenLetter letter) {
            return DeadLetterPages.path(letter.record().place());
        }
    }

    static String path(Place place) {
        return PATH + "/" + Links.encode(place.topic()) + "/" + place.partition() + "/" + place.offset();
    }

    private void list(PageRequest request) {
        String topic = request.given("topic");
        int days =
                Parameters.number(request.ctx(), "days", DeadLetterService.DEFAULT_DAYS, 1, DeadLetterService.MAX_DAYS);
        request.later(
                service.newest(request.person(), topic, days, SHOWN),
                found -> request.show(
                        "operations/dead-letters.jte",
                        Map.of("listed", new Listed(found, service.topics(), topic, DAYS, days))));
    }

    private void one(PageRequest request) {
        show(request, DeadLetterResource.place(request.ctx()), 200, "");
    }

    private void show(PageRequest request, Place place, int status, String refusal) {
        request.later(service.find(request.person(), place), letter -> show(request, letter, status, refusal));
    }

    private static void show(PageRequest request, SeenLetter letter, int status, String refusal) {
        request.show(
                status,
                "operations/dead-letter.jte",
                Map.of("letter", letter, "refusal", refusal, "isOut", refusal.isEmpty() && isJustOut(request, letter)));
    }

    /** Whether the page follows the order to publish it. */
    private static boolean isJustOut(PageRequest request, SeenLetter letter) {
        return request.ctx().queryParam("done") != null
                && letter.replays().stream().anyMatch(replay -> replay.publishedAt() != null);
    }

    /** The page that was open said how often it had been published again: who saw none is asked again where there is one. */
    private void replay(PageRequest request) {
        Place place = DeadLetterResource.place(request.ctx());
        boolean again = "true".equals(request.given("again"));
        request.laterEither(
                service.replay(request.person(), place, again),
                done -> request.goTo(path(place) + "?done=true"),
                failure -> refused(request, place, failure));
    }

    /** With what holds now; where nothing can be read either, the refusal alone. */
    private void refused(PageRequest request, Place place, Throwable failure) {
        Problem problem = request.problem(failure);
        if (problem.code() == ErrorCode.ALREADY_REPLAYED) {
            SeenLetter now = service.find(request.person(), place).join();
            show(request, now, problem.status(), request.why(failure));
        } else {
            request.fail(failure);
        }
    }
}
