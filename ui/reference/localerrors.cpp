#include "ui/reference/ownerrors.h"

namespace paydesk {

namespace {

    constexpr const char* here = ""; // on this machine, before or beside any call
    constexpr Bilingual nothingSent{
        "Correct it and try again. Nothing was sent.", "改正后重试。请求没有发出。"};
    constexpr Bilingual certificateAgain{
        "Import apiclient_cert.p12 of the merchant platform in Settings. Nothing was sent.",
        "到“设置”里导入商户平台的 apiclient_cert.p12。请求没有发出。"};
    constexpr Bilingual downloadAgain{"Download the bill again; the history was not touched.",
        "重新下载账单；本机记录没有变动。"};

    constexpr OwnError inputErrorRows[] = {
        {"amount-malformed", here, {"The text is not an amount.", "输入的不是金额。"},
            {"Type digits with at most two decimals: 12.80.",
                "只用数字，最多两位小数，例如 12.80。"}},
        {"amount-out-of-range", here, {"The amount is out of range.", "金额超出范围。"},
            {"WeChat Pay takes 0.01 to 99999999.99 yuan.",
                "微信支付接受 0.01 到 99999999.99 元。"}},
        {"field-missing", here, {"A required field is empty.", "必填字段为空。"}, nothingSent},
        {"field-too-long", here,
            {"A field has more bytes than the documents allow; a Chinese character has three.",
                "字段超过文档规定的字节数；一个汉字占三个字节。"},
            nothingSent},
        {"field-malformed", here,
            {"A field breaks the rule of its format.", "字段不符合格式规则。"}, nothingSent},
        {"input-unreadable", here,
            {"The input is none of the known formats.", "无法识别输入的格式。"},
            {"Give XML, JSON, a query string, a curl command line or a wx.requestPayment object.",
                "请给 XML、JSON、查询串、curl 命令或 wx.requestPayment 对象。"}},
        {"json-rejected", here, {"The text is not valid JSON.", "文本不是合法的 JSON。"},
            {"Correct the text where the message points.", "按提示的位置改正。"}},
        {"file-unreadable", here, {"A file cannot be read.", "文件无法读取。"},
            {"Check the path and the permissions.", "检查路径和权限。"}},
        {"file-unwritable", here,
            {"A file cannot be written; what stood there is unchanged.",
                "文件无法写入；原有内容没有变动。"},
            {"Check the path, the permissions and the free space.", "检查路径、权限和剩余空间。"}},
        {"import-rejected", here,
            {"A line of the import is ill-formed, so nothing was imported.",
                "导入文件有一行不合格式，因此没有导入任何内容。"},
            {"Correct the line and import again.", "改正这一行后重新导入。"}},
        {"bill-rejected", here,
            {"The file is no bill, or its columns, cells or totals are not those of one.",
                "文件不是账单，或列名、单元格、合计与账单不符。"},
            downloadAgain},
        {"bill-damaged", "/pay/downloadbill",
            {"The bill broke off or was changed on its way, so it was not kept.",
                "账单在途中断开或被改动，因此没有保存。"},
            downloadAgain, Reaction::SendAgain},
        {"usage-wrong", here, {"The command line is wrong.", "命令行用法不对。"},
            {"See --help of the command.", "查看该命令的 --help。"}},
        {"refund-too-large", here,
            {"The refunds of the order would exceed what was paid.",
                "累计退款会超过订单已付金额。"},
            {"Refund at most what is left. Nothing was sent.", "最多退剩余金额。请求没有发出。"}},
        {"order-unpaid", here, {"The order is not paid.", "订单没有支付。"},
            {"Query the order if you know better. Nothing was sent.",
                "若确已支付，请先查单。请求没有发出。"},
            Reaction::Query},
        {"refunds-used-up", here,
            {"The order has 50 refunds already, and WeChat takes no more.",
                "订单已有 50 笔退款，微信不再受理。"},
            {"Return the money by other means. Nothing was sent.",
                "请用其他方式退款。请求没有发出。"}},
        {"refund-exists", here,
            {"The refund number stands for another refund.", "这个退款单号已用于另一笔退款。"},
            {"Take a new out_refund_no. Nothing was sent.", "换一个 out_refund_no。请求没有发出。"},
            Reaction::NewNumber},
        {"order-exists", here, {"The order number is taken.", "商户订单号已被使用。"},
            {"Take a new out_trade_no. Nothing was sent.", "换一个 out_trade_no。请求没有发出。"},
            Reaction::NewNumber},
        {"order-not-payable", here,
            {"The order is paid, closed, expired, or of another trade_type.",
                "订单已支付、已关闭、已过期，或 trade_type 不同。"},
            {"Place a new order.", "请重新下单。"}, Reaction::NewNumber},
        {"payer-foreign", here,
            {"The order was placed for another customer: its openid is not the payer's.",
                "订单是为另一位顾客下的：openid 与付款人不同。"},
            {"Let that customer pay, or place a new order.", "请本人付款，或重新下单。"}},
        {"order-unknown", here, {"The history has no such order.", "本机记录里没有这个订单。"},
            {"Check the number and the merchant, or import the order.",
                "核对单号和商户，或导入订单。"}},
        {"refund-unknown", here, {"The history has no such refund.", "本机记录里没有这笔退款。"},
            {"Check the number, or query the refunds of the order.",
                "核对单号，或查询订单的退款。"},
            Reaction::Query},
    };

    constexpr OwnError merchantErrorRows[] = {
        {"key-missing", here,
            {"The merchant has no API key: nothing can be signed or verified.",
                "商户没有 API 密钥，无法签名和验签。"},
            {"Enter the API key in Settings.", "到“设置”里填写 API 密钥。"}},
        {"profile-unknown", here, {"There is no merchant of this name.", "没有这个名字的商户。"},
            {"Choose one of the list, or add it in Settings.", "从列表里选择，或到“设置”里添加。"}},
        {"profile-exists", here, {"A merchant of this name exists already.", "已有同名商户。"},
            {"Choose another name.", "换一个名字。"}},
        {"profile-malformed", here,
            {"The file of merchant settings cannot be read; it was left as it is.",
                "商户设置文件无法读取，内容保持原样。"},
            {"Correct the file, or move it away and add the merchants again.",
                "改正文件，或移走后重新添加商户。"}},
        {"certificate-unreadable", here,
            {"The file is no certificate, or its password (the mch_id) is wrong.",
                "文件不是证书，或密码（商户号）不对。"},
            certificateAgain},
        {"certificate-absent", here,
            {"Refund, reversal and fund flow need a client certificate, and the merchant has none.",
                "退款、撤销和资金账单需要客户端证书，而商户没有。"},
            certificateAgain},
        {"certificate-unfit", here,
            {"The client certificate is expired, not yet valid, another merchant's, or does not "
             "fit its key.",
                "客户端证书已过期、未生效、属于别的商户，或与私钥不配。"},
            certificateAgain},
        {"secret-absent", here, {"The vault does not hold this secret.", "保险库里没有这个密钥。"},
            {"Enter it in Settings.", "到“设置”里填写。"}},
        {"vault-locked", here,
            {"The vault is locked; the keys are in it, unharmed.",
                "保险库已锁定；密钥完好地存在里面。"},
            {"Unlock it in Settings, or give --vault-password-fd to the command.",
                "到“设置”里解锁，或给命令加 --vault-password-fd。"}},
        {"vault-missing", here, {"There is no vault yet.", "还没有保险库。"},
            {"Create one in Settings with a password.", "到“设置”里设密码创建。"}},
        {"vault-exists", here,
            {"There is a vault already; it was not touched.", "已有保险库，没有改动它。"},
            {"Unlock the one that is there.", "请解锁现有的保险库。"}},
        {"vault-wrong-password", here,
            {"The password does not open the vault.", "密码打不开保险库。"},
            {"Mind the capitals and the keyboard layout, and try again.",
                "注意大小写和键盘布局，再试一次。"}},
        {"vault-damaged", here,
            {"The vault file was changed or cut off.", "保险库文件被改动或截断。"},
            {"Restore vault.pdv.1, the generation before, or a backup.",
                "用上一代文件 vault.pdv.1 或备份恢复。"}},
        {"vault-password-too-short", here,
            {"The vault's password is too short.", "保险库密码太短。"},
            {"Take at least ten characters.", "至少十个字符。"}},
    };

    constexpr OwnError machineErrorRows[] = {
        {"port-in-use", here, {"Another program holds the port.", "端口被别的程序占用。"},
            {"Stop that program, or choose another port.", "停止该程序，或换一个端口。"}},
        {"listen-failed", here, {"The listener could not take its address.", "监听地址无法使用。"},
            {"Choose another port or address.", "换一个端口或地址。"}},
        {"storage-unavailable", here,
            {"The history cannot be opened or written.", "本机记录无法打开或写入。"},
            {"Check the folder, its permissions and the disk.", "检查文件夹、权限和磁盘。"}},
        {"storage-full", here,
            {"The disk is full; nothing was recorded, and nothing confirmed to WeChat.",
                "磁盘已满；没有记录，也没有向微信确认。"},
            {"Free some space.", "腾出空间。"}},
        {"storage-read-only", here,
            {"The history or its folder is read-only.", "本机记录或其文件夹是只读的。"},
            {"Correct the permissions.", "修正权限。"}},
        {"storage-busy", here,
            {"Another program has locked the history.", "本机记录被别的程序锁定。"},
            {"Close that program, then try again.", "关闭该程序后重试。"}, Reaction::SendAgain},
        {"storage-damaged", here,
            {"The history is damaged; the file was kept beside the new one.",
                "本机记录已损坏；旧文件保留在新文件旁边。"},
            {"Restore a backup, or go on with a new history.", "恢复备份，或使用新的记录。"}},
        {"storage-newer", here,
            {"The history was written by a newer Paydesk, and was left as it is.",
                "本机记录由更新版本的 Paydesk 写成，保持原样。"},
            {"Open it with the newer Paydesk.", "请用新版本打开。"}},
        {"cancelled", here, {"You gave it up.", "你取消了操作。"},
            {"If a request was on its way, query the order.", "若请求已发出，请查单。"},
            Reaction::Query},
        {"timed-out", here, {"It took too long, and was given up.", "用时太长，已放弃。"},
            {"If a request was on its way, query the order.", "若请求已发出，请查单。"},
            Reaction::Query},
    };

} // namespace

std::span<const OwnError> inputErrors()
{
    return inputErrorRows;
}

std::span<const OwnError> merchantErrors()
{
    return merchantErrorRows;
}

std::span<const OwnError> machineErrors()
{
    return machineErrorRows;
}

} // namespace paydesk
