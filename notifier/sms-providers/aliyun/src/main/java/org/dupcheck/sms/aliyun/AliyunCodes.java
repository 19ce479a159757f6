package org.dupcheck.sms.aliyun;

import java.util.Set;
import org.dupcheck.sms.common.Codes;

/**
 * What the codes of Alibaba Cloud's SMS mean. Not listed are those that leave it open: {@code isp.SYSTEM_ERROR}, and
 * {@code SignatureNonceUsed}, which says that this very request was there before.
 *
 * @see <a href="https://help.aliyun.com/document_detail/101346.html">Codes of the SMS API</a>
 * @see <a href="https://api.aliyun.com/document/Dysmsapi/2017-05-25/errorCode">Codes of the product, with those of the gateway before it</a>
 */
final class AliyunCodes {
    /** Turned away for now: over a limit, without money, or by a fault in this entry that an operator mends. */
    private static final Set<String> NOT_SENT = Set.of(
            "isv.BUSINESS_LIMIT_CONTROL",
            "isv.DAY_LIMIT_CONTROL",
            "isv.MONTH_LIMIT_CONTROL",
            "isv.AMOUNT_NOT_ENOUGH",
            "isv.OUT_OF_SERVICE",
            "isv.PRODUCT_UN_SUBSCRIPT",
            "isv.PRODUCT_UNSUBSCRIBE",
            "isv.ACCOUNT_NOT_EXISTS",
            "isv.ACCOUNT_ABNORMAL",
            "isv.DENY_IP_RANGE",
            "isv.SMS_TEMPLATE_ILLEGAL",
            "isv.SMS_SIGNATURE_ILLEGAL",
            "isv.SMS_SIGNATURE_SCENE_ILLEGAL",
            "isv.SMS_SIGN_ILLEGAL",
            "isv.SIGN_STATE_ILLEGAL",
            "isv.SMS_CONTENT_ILLEGAL",
            "isv.EXTEND_CODE_ERROR",
            "isv.DOMESTIC_NUMBER_NOT_SUPPORTED",
            "isv.MOBILE_COUNT_OVER_LIMIT",
            "isv.TEMPLATE_MISSING_PARAMETERS",
            "isv.TEMPLATE_PARAMS_ILLEGAL",
            "isv.INVALID_PARAMETERS",
            "isv.INVALID_JSON_PARAM",
            "isv.BLACK_KEY_CONTROL_LIMIT",
            "isv.PARAM_LENGTH_LIMIT",
            "isv.PARAM_NOT_SUPPORT_URL",
            "isp.RAM_PERMISSION_DENY",
            // of the gateway before all products: the request did not get as far as the product
            "Throttling",
            "Forbidden",
            "NoPermission",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "InvalidTimeStamp",
            "InvalidVersion",
            "InvalidAction");

    static final Codes ALL = new Codes("OK", NOT_SENT, Set.of("isv.MOBILE_NUMBER_ILLEGAL"));

    private AliyunCodes() {}
}
