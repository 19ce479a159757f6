package org.dupcheck.sms.tencent;

import java.util.Set;
import org.dupcheck.sms.common.Codes;

/**
 * What the codes of Tencent Cloud's SMS mean. Not listed are those that leave it open, as {@code InternalError.Timeout} (sending timed
 * out), {@code InternalError.SendAndRecvFail} and {@code FailedOperation.OtherError}.
 *
 * @see <a href="https://cloud.tencent.com/document/api/382/59177">Codes of sending</a>
 * @see <a href="https://cloud.tencent.com/document/api/382/52075">Codes of the API</a>
 */
final class TencentCodes {
    /** Turned away for now: over a limit, without money, or by a fault in this entry that an operator mends. */
    private static final Set<String> NOT_SENT = Set.of(
            // families
            "LimitExceeded",
            "RequestLimitExceeded",
            "UnauthorizedOperation",
            "UnsupportedOperation",
            "AuthFailure",
            "InvalidParameter",
            "InvalidParameterValue",
            "MissingParameter",
            "UnknownParameter",
            "InvalidAction",
            "InvalidRequest",
            "ActionOffline",
            "NoSuchProduct",
            "NoSuchVersion",
            "UnsupportedProtocol",
            "UnsupportedRegion",
            "IpInBlacklist",
            "IpNotInWhitelist",
            "FailedOperation.ContainSensitiveWord",
            "FailedOperation.FailResolvePacket",
            "FailedOperation.InsufficientBalanceInSmsPackage",
            "FailedOperation.JsonParseFail",
            "FailedOperation.MarketingSendTimeConstraint",
            "FailedOperation.MissingSignature",
            "FailedOperation.NotEnterpriseCertification",
            "FailedOperation.ProhibitSubAccountUse",
            "FailedOperation.SignatureIncorrectOrUnapproved",
            "FailedOperation.TemplateIdNotExist",
            "FailedOperation.TemplateIncorrectOrUnapproved",
            "FailedOperation.TemplateParamSetNotMatchApprovedTemplate",
            "FailedOperation.TemplateUnapprovedOrNotExist",
            // turned away before anything else was done
            "InternalError.RequestTimeException",
            "InternalError.RestApiInterfaceNotExist",
            "InternalError.SigFieldMissing",
            "InternalError.SigVerificationFail");

    /** The number is none, or belongs to somebody who wants no messages. */
    private static final Set<String> REFUSED = Set.of(
            "FailedOperation.PhoneNumberInBlacklist",
            "FailedOperation.PhoneNumberParseFail",
            "InvalidParameterValue.IncorrectPhoneNumber");

    static final Codes ALL = new Codes("Ok", NOT_SENT, REFUSED);

    private TencentCodes() {}
}
