package org.dupcheck.sms.tencent;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.sms.v20210111.SmsClient;
import com.tencentcloudapi.sms.v20210111.models.PullSmsSendStatus;
import com.tencentcloudapi.sms.v20210111.models.PullSmsSendStatusByPhoneNumberRequest;
import com.tencentcloudapi.sms.v20210111.models.SendSmsRequest;
import com.tencentcloudapi.sms.v20210111.models.SendStatus;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.sms.port.GatewayEntry;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.sms.common.CarefulHttp;
import org.dupcheck.sms.common.Failures;
import org.dupcheck.sms.common.Phone;
import org.dupcheck.sms.common.Templates;

/**
 * SMS by Tencent Cloud. The delivery's id goes along as {@code SessionContext} and comes back in the receipts of a number, which are
 * looked through when it is asked what became of a message. The provider has to open both to an account: the question, and the context in
 * receipts. Until then a message is not found, and stays unknown. Thread-safe.
 *
 * @see <a href="https://cloud.tencent.com/document/api/382/55981">SendSms</a>
 * @see <a href="https://cloud.tencent.com/document/api/382/55978">PullSmsSendStatusByPhoneNumber</a>
 */
final class TencentGateway implements SmsGateway {
    private static final String SERVER = "https://sms.tencentcloudapi.com";
    private static final String REGION = "ap-guangzhou";

    /** As the provider's templates have it: {1}, {2}, and so on. */
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\d{1,2})}");

    /** Receipts in one answer: the most that the provider gives. It knows no further pages, and lets few messages a day to a number. */
    private static final long MOST_RECEIPTS = 100;

    /** It is asked about within a day. */
    private static final Duration SPAN = Duration.ofDays(1);

    private final SmsClient client;
    private final String sdkAppId;
    private final String signName;
    private final Templates templates;
    private final Clock clock;

    private TencentGateway(SmsClient client, String sdkAppId, String signName, Templates templates, Clock clock) {
        this.client = client;
        this.sdkAppId = sdkAppId;
        this.signName = signName;
        this.templates = templates;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException whose message begins with the field's name */
    static TencentGateway open(GatewayEntry entry) {
        URI server = entry.server("endpoint", SERVER);
        Credential credential = new Credential(entry.text("secretId"), entry.secret("secretKey"));
        HttpProfile http = new HttpProfile();
        http.setProtocol(server.getScheme() + "://");
        http.setEndpoint(server.getRawAuthority());
        http.setHttpClient(CarefulHttp.client(entry));
        ClientProfile profile = new ClientProfile(ClientProfile.SIGN_TC3_256, http);
        return new TencentGateway(
                new SmsClient(credential, entry.text("region", REGION), profile),
                entry.text("smsSdkAppId"),
                entry.text("signName"),
                Templates.read(entry, VARIABLE),
                entry.clock());
    }

    @Override
    public Outcome send(String deliveryId, String phone, String text) {
        Optional<Templates.Filled> filled = templates.fill(text);
        if (filled.isEmpty()) {
            return Outcome.postponed("the text fits none of the templates of this entry");
        }
        SendSmsRequest request = new SendSmsRequest();
        request.setPhoneNumberSet(new String[] {Phone.of(phone).e164()});
        request.setSmsSdkAppId(sdkAppId);
        request.setSignName(signName);
        request.setTemplateId(filled.get().code());
        request.setTemplateParamSet(filled.get().values().toArray(String[]::new));
        request.setSessionContext(deliveryId);
        try {
            SendStatus[] states = client.SendSms(request).getSendStatusSet();
            return TencentCodes.ALL.outcomeOf(states == null || states.length != 1 ? null : states[0].getCode());
        } catch (TencentCloudSDKException e) {
            return e.getCause() == null ? TencentCodes.ALL.outcomeOf(e.getErrorCode()) : Failures.ofSending(e);
        } catch (RuntimeException e) {
            return Failures.ofSending(e);
        }
    }

    @Override
    public boolean canBeAsked() {
        return true;
    }

    @Override
    public Outcome ask(String deliveryId, String phone) {
        long now = clock.instant().getEpochSecond();
        PullSmsSendStatusByPhoneNumberRequest request = new PullSmsSendStatusByPhoneNumberRequest();
        request.setPhoneNumber(Phone.of(phone).e164());
        request.setSmsSdkAppId(sdkAppId);
        request.setBeginTime(now - SPAN.toSeconds());
        request.setEndTime(now);
        request.setOffset(0L);
        request.setLimit(MOST_RECEIPTS);
        try {
            return outcome(
                    deliveryId, client.PullSmsSendStatusByPhoneNumber(request).getPullSmsSendStatusSet());
        } catch (TencentCloudSDKException | RuntimeException e) {
            return Failures.ofAsking(e);
        }
    }

    private static Outcome outcome(String deliveryId, PullSmsSendStatus[] receipts) {
        for (PullSmsSendStatus receipt : receipts) {
            if (deliveryId.equals(receipt.getSessionContext())) {
                return outcome(String.valueOf(receipt.getReportStatus()));
            }
        }
        return Outcome.unknown("not among the provider's receipts");
    }

    /** What the carrier could not deliver was sent all the same, and paid for: it is not sent again. */
    private static Outcome outcome(String state) {
        return switch (state) {
            case "SUCCESS" -> Outcome.delivered();
            case "FAIL" -> Outcome.refused("the provider could not deliver it");
            default -> Outcome.unknown("the provider's receipt has no known state");
        };
    }
}
