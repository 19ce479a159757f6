package org.dupcheck.sms.aliyun;

import com.aliyun.dysmsapi20170525.Client;
import com.aliyun.dysmsapi20170525.models.QuerySendDetailsRequest;
import com.aliyun.dysmsapi20170525.models.QuerySendDetailsResponseBody;
import com.aliyun.dysmsapi20170525.models.QuerySendDetailsResponseBody.QuerySendDetailsResponseBodySmsSendDetailDTOsSmsSendDetailDTO;
import com.aliyun.teautil.models.RuntimeOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.sms.common.Phone;
import org.jspecify.annotations.Nullable;

/**
 * What Alibaba Cloud has sent to a number on a day. A message is looked for today and yesterday, by the provider's clock: it is asked
 * about within a day. Thread-safe.
 *
 * @see <a href="https://help.aliyun.com/document_detail/102352.html">QuerySendDetails</a>
 */
final class SentList {
    /** Of messages on one page: the most that the provider gives. */
    static final int PAGE_SIZE = 50;

    /** Of one day. A number gets some dozens of messages a day, or the provider's own limits hold it up. */
    static final int MAX_PAGES = 4;

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long WAITING = 1;
    private static final long FAILED = 2;
    private static final long DELIVERED = 3;

    private final Client client;
    private final Clock clock;
    private final Duration timeout;

    /** @param timeout after which no further page is asked for */
    SentList(Client client, Clock clock, Duration timeout) {
        this.client = client;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** What became of a message; unknown where it is not in the list, for it may yet come into it. */
    Outcome find(String deliveryId, Phone phone) throws Exception {
        long start = System.nanoTime();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        for (LocalDate day : List.of(today, today.minusDays(1))) {
            for (int number = 1; number <= MAX_PAGES; number++) {
                if (System.nanoTime() - start > timeout.toNanos()) {
                    return Outcome.unknown("there was no time to look through the whole list");
                }
                QuerySendDetailsResponseBody page = page(phone, day, number);
                if (!"OK".equals(page.getCode())) {
                    return Outcome.unknown("the provider could not be asked: answered without a list");
                }
                var items = itemsOf(page);
                var found = items.stream()
                        .filter(item -> deliveryId.equals(item.getOutId()))
                        .findFirst();
                if (found.isPresent()) {
                    return outcome(found.get().getSendStatus());
                }
                if (items.size() < PAGE_SIZE) {
                    break;
                }
            }
        }
        return Outcome.unknown("not in the provider's list");
    }

    private QuerySendDetailsResponseBody page(Phone phone, LocalDate day, int number) throws Exception {
        QuerySendDetailsRequest request = new QuerySendDetailsRequest()
                .setPhoneNumber(phone.digits())
                .setSendDate(day.format(DateTimeFormatter.BASIC_ISO_DATE))
                .setPageSize((long) PAGE_SIZE)
                .setCurrentPage((long) number);
        return client.querySendDetailsWithOptions(request, new RuntimeOptions()).getBody();
    }

    private static List<QuerySendDetailsResponseBodySmsSendDetailDTOsSmsSendDetailDTO> itemsOf(
            QuerySendDetailsResponseBody page) {
        return Optional.ofNullable(page.getSmsSendDetailDTOs())
                .map(items -> items.getSmsSendDetailDTO())
                .orElse(List.of());
    }

    /** What the carrier could not deliver was sent all the same, and paid for: it is not sent again. So do receipts have it. */
    private static Outcome outcome(@Nullable Long status) {
        if (status != null && status == WAITING) {
            return Outcome.taken();
        }
        if (status != null && status == FAILED) {
            return Outcome.refused("the provider could not deliver it");
        }
        return status != null && status == DELIVERED
                ? Outcome.delivered()
                : Outcome.unknown("the provider's list has no known state of it");
    }
}
