package org.dupcheck.sms.aliyun;

import com.aliyun.dysmsapi20170525.Client;
import com.aliyun.dysmsapi20170525.models.SendSmsRequest;
import com.aliyun.tea.TeaException;
import com.aliyun.teautil.Common;
import com.aliyun.teautil.models.RuntimeOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.sms.port.GatewayEntry;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.sms.common.Failures;
import org.dupcheck.sms.common.Phone;
import org.dupcheck.sms.common.Templates;

/**
 * SMS by Alibaba Cloud. The delivery's id goes along as {@code OutId} and comes back in the list of what was sent to a number, which
 * is looked through when it is asked what became of a message: the provider knows no question by that id. Thread-safe.
 *
 * @see <a href="https://help.aliyun.com/document_detail/101414.html">SendSms</a>
 */
final class AliyunGateway implements SmsGateway {
    /** As the provider's templates have it: <code>${name}</code>. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9_]*)}");

    private final Client client;
    private final String signName;
    private final Templates templates;
    private final SentList sent;

    private AliyunGateway(Client client, String signName, Templates templates, SentList sent) {
        this.client = client;
        this.signName = signName;
        this.templates = templates;
        this.sent = sent;
    }

    /** @throws IllegalArgumentException whose message begins with the field's name */
    static AliyunGateway open(GatewayEntry entry) {
        Templates templates = Templates.read(entry, VARIABLE);
        String signName = entry.text("signName");
        Client client = AliyunClient.open(entry);
        return new AliyunGateway(client, signName, templates, new SentList(client, entry.clock(), entry.timeout()));
    }

    @Override
    public Outcome send(String deliveryId, String phone, String text) {
        Optional<Templates.Filled> filled = templates.fill(text);
        if (filled.isEmpty()) {
            return Outcome.postponed("the text fits none of the templates of this entry");
        }
        SendSmsRequest request = new SendSmsRequest()
                .setPhoneNumbers(Phone.of(phone).digits())
                .setSignName(signName)
                .setTemplateCode(filled.get().code())
                .setTemplateParam(Common.toJSONString(values(filled.get())))
                .setOutId(deliveryId);
        try {
            return AliyunCodes.ALL.outcomeOf(client.sendSmsWithOptions(request, new RuntimeOptions())
                    .getBody()
                    .getCode());
        } catch (TeaException e) {
            return AliyunCodes.ALL.outcomeOf(e.getCode());
        } catch (Exception e) {
            return Failures.ofSending(e);
        }
    }

    private static Map<String, String> values(Templates.Filled filled) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> names = filled.names();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), filled.values().get(i));
        }
        return values;
    }

    @Override
    public boolean canBeAsked() {
        return true;
    }

    @Override
    public Outcome ask(String deliveryId, String phone) {
        try {
            return sent.find(deliveryId, Phone.of(phone));
        } catch (Exception e) {
            return Failures.ofAsking(e);
        }
    }
}
