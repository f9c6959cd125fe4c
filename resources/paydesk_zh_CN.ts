<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Cli</name>
        <message>
            <source>Paydesk, merchant console for WeChat Pay: the command line.</source>
            <translation>Paydesk，微信支付商户调试台：命令行。</translation>
        </message>
        <message>
            <source>Options of every command:</source>
            <translation>所有命令共有的选项：</translation>
        </message>
        <message>
            <source>Exit status: 0 done, 1 a finding, 2 usage, 3 network, 4 the gateway said no, 5 storage or vault, 6 cancelled.</source>
            <translation>退出码：0 完成，1 有发现，2 用法，3 网络，4 网关拒绝，5 存储或保险库，6 取消。</translation>
        </message>
        <message>
            <source>Examples:</source>
            <translation>示例：</translation>
        </message>
        <message>
            <source>paydesk-cli --help lists the commands, paydesk-cli COMMAND --help its options.</source>
            <translation>paydesk-cli --help 列出命令，paydesk-cli 命令 --help 列出其选项。</translation>
        </message>
        <message>
            <source>%1 takes no arguments.</source>
            <translation>%1 不带参数。</translation>
        </message>
        <message>
            <source>There is no command “%1”.</source>
            <translation>没有命令“%1”。</translation>
        </message>
        <message>
            <source>one JSON object a line on stdout</source>
            <translation>标准输出上每行一个 JSON 对象</translation>
        </message>
        <message>
            <source>the folder that holds merchants, vault and history</source>
            <translation>存放商户、保险库和历史的文件夹</translation>
        </message>
        <message>
            <source>the merchant (default: sandbox)</source>
            <translation>商户（默认 sandbox）</translation>
        </message>
        <message>
            <source>--%1 takes seconds, such as 3600.</source>
            <translation>--%1 的取值是秒数，例如 3600。</translation>
        </message>
        <message>
            <source>--time takes a moment in ISO 8601, such as 2026-12-31T23:59:00+08:00, and leaves no room for --ahead.</source>
            <translation>--time 的取值是 ISO 8601 时间，例如 2026-12-31T23:59:00+08:00，且不能与 --ahead 同时使用。</translation>
        </message>
        <message>
            <source>The sandbox&apos;s time moves forward only, and it is %1 already.</source>
            <translation>沙箱时间只能向前移动，现在已经是 %1。</translation>
        </message>
        <message>
            <source>speak HTTPS, too, on this port (0: a free one), and ask for the client certificate</source>
            <translation>同时在此端口提供 HTTPS（0：自动选取空闲端口），并要求客户端证书</translation>
        </message>
        <message>
            <source>how long a refund is PROCESSING (default 2)</source>
            <translation>退款处于 PROCESSING 的时长（默认 2 秒）</translation>
        </message>
        <message>
            <source>plant faults, as POST /sandbox/faults takes them</source>
            <translation>启动时埋设故障，格式同 POST /sandbox/faults</translation>
        </message>
        <message>
            <source>move the sandbox&apos;s time to this moment (ISO 8601)</source>
            <translation>把沙箱时间移到此刻（ISO 8601）</translation>
        </message>
        <message>
            <source>move the sandbox&apos;s time until it is so far ahead</source>
            <translation>把沙箱时间移到比真实时间超前这么多秒</translation>
        </message>
        <message>
            <source>the authority of a sandbox over https (default: the data folder&apos;s own)</source>
            <translation>HTTPS 沙箱的 CA 证书（默认用数据目录里的）</translation>
        </message>
        <message>
            <source>--ca-file is for the sandbox only. A real merchant&apos;s gateway is trusted by the system&apos;s authorities.</source>
            <translation>--ca-file 只用于沙箱；真实商户的网关只信任系统的 CA。</translation>
        </message>
        <message>
            <source>where calls go instead of the merchant's gateway</source>
            <translation>调用发往此处，而不是商户的网关</translation>
        </message>
        <message>
            <source>read the vault password from this descriptor</source>
            <translation>从该描述符读取保险库密码</translation>
        </message>
        <message>
            <source>open the vault with this key file</source>
            <translation>用这个钥匙文件打开保险库</translation>
        </message>
        <message>
            <source>show keys in the output instead of masking them</source>
            <translation>输出中显示密钥而不遮盖</translation>
        </message>
        <message>
            <source>this text</source>
            <translation>本帮助</translation>
        </message>
        <message>
            <source>--retry-schedule takes seconds separated by commas, such as 15,15,30.</source>
            <translation>--retry-schedule 要写以逗号分隔的秒数，例如 15,15,30。</translation>
        </message>
        <message>
            <source>run the local gateway that plays WeChat Pay, offline</source>
            <translation>运行扮演微信支付的本机网关，无需联网</translation>
        </message>
        <message>
            <source>the port; 0 takes a free one (default 18080)</source>
            <translation>端口；0 取空闲端口（默认 18080）</translation>
        </message>
        <message>
            <source>seconds between deliveries of a notification, such as 15,15,30</source>
            <translation>通知各次投递之间的秒数，例如 15,15,30</translation>
        </message>
        <message>
            <source>receive, verify and book payment notifications</source>
            <translation>接收、验签并登记支付通知</translation>
        </message>
        <message>
            <source>the port; 0 takes a free one (default 18081)</source>
            <translation>端口；0 取空闲端口（默认 18081）</translation>
        </message>
        <message>
            <source>record orders that the history does not know, instead of refusing them</source>
            <translation>历史里没有的订单也登记，而不是拒绝</translation>
        </message>
        <message>
            <source>the API key; - reads it from stdin (without any, the merchant's)</source>
            <translation>API 密钥；- 从标准输入读取（不给则用商户的）</translation>
        </message>
        <message>
            <source>a file that holds the API key</source>
            <translation>存放 API 密钥的文件</translation>
        </message>
        <message>
            <source>MD5 or HMAC-SHA256 (default: what the message says, else MD5)</source>
            <translation>MD5 或 HMAC-SHA256（默认按报文，否则 MD5）</translation>
        </message>
        <message>
            <source>the appId of a wx.requestPayment object that does not carry it</source>
            <translation>wx.requestPayment 参数里没有的 appId</translation>
        </message>
        <message>
            <source>print every step</source>
            <translation>打印每一步</translation>
        </message>
        <message>
            <source>No key given: using the sandbox's published key.</source>
            <translation>没有给密钥：使用沙箱公开的密钥。</translation>
        </message>
        <message>
            <source>The key and the message cannot both come from stdin.</source>
            <translation>密钥和报文不能都来自标准输入。</translation>
        </message>
        <message>
            <source>Leave out the signature and empty values</source>
            <translation>去除签名与空值</translation>
        </message>
        <message>
            <source>Sort by name, byte by byte</source>
            <translation>按名称逐字节排序</translation>
        </message>
        <message>
            <source>Join as name=value with &amp;</source>
            <translation>用 &amp; 拼接 name=value</translation>
        </message>
        <message>
            <source>Append &amp;key= and the API key</source>
            <translation>追加 &amp;key= 与 API 密钥</translation>
        </message>
        <message>
            <source>Upper case</source>
            <translation>转大写</translation>
        </message>
        <message>
            <source>The signature is right.</source>
            <translation>签名正确。</translation>
        </message>
        <message>
            <source>The message carries no signature.</source>
            <translation>报文没有签名。</translation>
        </message>
        <message>
            <source>The signature is in lower case; WeChat sends and expects upper case.</source>
            <translation>签名是小写；微信发送和要求的都是大写。</translation>
        </message>
        <message>
            <source>The signature is wrong. Received %1, right is %2.</source>
            <translation>签名错误。收到 %1，正确的是 %2。</translation>
        </message>
        <message>
            <source>sign one JSON object a line: {"params":{…},"key"?:…,"sign_type"?:…}</source>
            <translation>逐行签名 JSON 对象：{"params":{…},"key"?:…,"sign_type"?:…}</translation>
        </message>
        <message>
            <source>compute a signature: XML, JSON, query string, curl command or wx.requestPayment object</source>
            <translation>计算签名：XML、JSON、查询串、curl 命令或 wx.requestPayment 参数</translation>
        </message>
        <message>
            <source>check the signature a message carries; exit status 1 when it is wrong</source>
            <translation>检查报文所带的签名；错误时退出码为 1</translation>
        </message>
        <message>
            <source>gateway on %1, listener on %2</source>
            <translation>网关 %1，监听 %2</translation>
        </message>
        <message>
            <source>wx.login gave a code</source>
            <translation>wx.login 给出 code</translation>
        </message>
        <message>
            <source>the code became an openid</source>
            <translation>code 换得 openid</translation>
        </message>
        <message>
            <source>WeChat took the order and its answer was verified</source>
            <translation>微信受理订单，应答已验签</translation>
        </message>
        <message>
            <source>the second signature is made</source>
            <translation>二次签名完成</translation>
        </message>
        <message>
            <source>the customer paid: %1</source>
            <translation>用户已付款：%1</translation>
        </message>
        <message>
            <source>verified, amount equal, booked, answered SUCCESS</source>
            <translation>验签通过，金额一致，已入账，已应答 SUCCESS</translation>
        </message>
        <message>
            <source>trade_state=SUCCESS, transaction %1</source>
            <translation>trade_state=SUCCESS，微信单号 %1</translation>
        </message>
        <message>
            <source>play a whole payment in one process, offline: order, signatures, payment, notification, query, refund</source>
            <translation>在一个进程里离线走完一笔支付：下单、签名、付款、通知、查单、退款</translation>
        </message>
        <message>
            <source>sign with this key instead of the sandbox's (to see it fail)</source>
            <translation>改用这个密钥签名，而不是沙箱的（看它失败）</translation>
        </message>
        <message>
            <source>a file that holds such a key</source>
            <translation>存放该密钥的文件</translation>
        </message>
        <message>
            <source>--since takes a date or a time such as 2026-01-31 or 2026-01-31T08:00:00+08:00.</source>
            <translation>--since 要写日期或时间，例如 2026-01-31 或 2026-01-31T08:00:00+08:00。</translation>
        </message>
        <message>
            <source>--format takes table, json or csv.</source>
            <translation>--format 可用 table、json 或 csv。</translation>
        </message>
        <message>
            <source>%1 orders imported, %2 known already.</source>
            <translation>导入 %1 笔订单，另有 %2 笔已存在。</translation>
        </message>
        <message>
            <source>the order history, newest first</source>
            <translation>订单历史，最新的在前</translation>
        </message>
        <message>
            <source>table (default), json (one array) or csv</source>
            <translation>table（默认）、json（一个数组）或 csv</translation>
        </message>
        <message>
            <source>only these trade_states, separated by commas</source>
            <translation>只列这些 trade_state，以逗号分隔</translation>
        </message>
        <message>
            <source>part of a number, an openid or the body; an amount in yuan</source>
            <translation>单号、openid 或商品的一部分；或以元计的金额</translation>
        </message>
        <message>
            <source>created at or after this time</source>
            <translation>在此时间或之后创建</translation>
        </message>
        <message>
            <source>at most so many</source>
            <translation>最多这么多</translation>
        </message>
        <message>
            <source>register orders placed elsewhere, from JSON lines or CSV</source>
            <translation>登记在别处下的订单，来自 JSON Lines 或 CSV</translation>
        </message>
        <message>
            <source>Give --order NO, and xml or curl behind --print.</source>
            <translation>请给出 --order 单号，--print 后写 xml 或 curl。</translation>
        </message>
        <message>
            <source>form a payment notification of an order, rightly or deliberately wrongly signed, and send or print it</source>
            <translation>为一笔订单生成支付通知（签名正确，或故意出错），发送或打印</translation>
        </message>
        <message>
            <source>what is wrong with it (list shows the faults, all sends every one); 1 when the receiver&apos;s answer was not the right one</source>
            <translation>通知的故障（list 列出，all 逐个发送）；接收方应答不正确时退出码为 1</translation>
        </message>
        <message>
            <source>No notification has the fault %1. There are list, all, %2; drop, delay and reorder are the sandbox&apos;s to plant (sandbox --faults).</source>
            <translation>支付通知没有名为 %1 的故障。可用：list、all、%2；drop、delay 和 reorder 由沙箱埋设（sandbox --faults）。</translation>
        </message>
        <message>
            <source>WRONG, not %1</source>
            <translation>错误，应为 %1</translation>
        </message>
        <message>
            <source>the order of the history</source>
            <translation>历史里的订单</translation>
        </message>
        <message>
            <source>where it goes (default: the order's notify_url)</source>
            <translation>发往何处（默认订单的 notify_url）</translation>
        </message>
        <message>
            <source>xml or curl: print it instead of sending it</source>
            <translation>xml 或 curl：打印而不发送</translation>
        </message>
        <message>
            <source>Give one out_trade_no.</source>
            <translation>请给出一个 out_trade_no。</translation>
        </message>
        <message>
            <source>the amount in yuan, such as 0.01</source>
            <translation>以元计的金额，例如 0.01</translation>
        </message>
        <message>
            <source>what is sold</source>
            <translation>商品描述</translation>
        </message>
        <message>
            <source>JSAPI (default), NATIVE, APP, MWEB or MICROPAY</source>
            <translation>JSAPI（默认）、NATIVE、APP、MWEB 或 MICROPAY</translation>
        </message>
        <message>
            <source>where the customer pays: mini-program (default), official-account, choose-wxpay, app, h5 or native</source>
            <translation>付款的地方：mini-program（默认）、official-account、choose-wxpay、app、h5 或 native</translation>
        </message>
        <message>
            <source>the payer</source>
            <translation>付款人</translation>
        </message>
        <message>
            <source>the payer under the sub merchant&apos;s sub_appid</source>
            <translation>付款人在特约商户 sub_appid 下的标识</translation>
        </message>
        <message>
            <source>what wx.login gave, instead of --openid</source>
            <translation>wx.login 给出的 code，代替 --openid</translation>
        </message>
        <message>
            <source>the order number (default: a new one)</source>
            <translation>商户订单号（默认新生成）</translation>
        </message>
        <message>
            <source>where the notification goes</source>
            <translation>通知发往何处</translation>
        </message>
        <message>
            <source>MD5 or HMAC-SHA256</source>
            <translation>MD5 或 HMAC-SHA256</translation>
        </message>
        <message>
            <source>echoed in query and notification</source>
            <translation>在查询和通知里原样返回</translation>
        </message>
        <message>
            <source>needed for NATIVE</source>
            <translation>NATIVE 必填</translation>
        </message>
        <message>
            <source>yyyyMMddHHmmss, Beijing time</source>
            <translation>yyyyMMddHHmmss，北京时间</translation>
        </message>
        <message>
            <source>needed for MWEB</source>
            <translation>MWEB 必填</translation>
        </message>
        <message>
            <source>MWEB: the page the customer comes back to</source>
            <translation>MWEB：付款后返回的页面</translation>
        </message>
        <message>
            <source>MICROPAY: the payer&apos;s code, 18 digits; - reads it from stdin, as a scanner types it</source>
            <translation>MICROPAY：付款人的付款码，18 位数字；- 表示从标准输入读取，扫码枪就是这样输入的</translation>
        </message>
        <message>
            <source>send the order although it breaks a rule</source>
            <translation>违反规则也照样发送</translation>
        </message>
        <message>
            <source>place an order and sign it for the front end</source>
            <translation>下单，并为前端完成二次签名</translation>
        </message>
        <message>
            <source>ask the gateway about an order</source>
            <translation>向网关查询一笔订单</translation>
        </message>
        <message>
            <source>take back a MICROPAY order: unpaid it is closed, paid the money returns</source>
            <translation>撤销付款码订单：未付就关闭，已付就退回</translation>
        </message>
        <message>
            <source>the signed QR code text of a product (NATIVE mode 1)</source>
            <translation>商品二维码的内容，已签名（NATIVE 模式一）</translation>
        </message>
        <message>
            <source>the merchant&apos;s own product number</source>
            <translation>商户自己的商品编号</translation>
        </message>
        <message>
            <source>--auth-code goes with --trade-type MICROPAY.</source>
            <translation>--auth-code 须与 --trade-type MICROPAY 一起使用。</translation>
        </message>
        <message>
            <source>--redirect-url goes with --front-end h5 (MWEB).</source>
            <translation>--redirect-url 须与 --front-end h5（MWEB）一起使用。</translation>
        </message>
        <message>
            <source>A native link is made without an order: use order native-link.</source>
            <translation>模式一的二维码不需要订单，请用 order native-link。</translation>
        </message>
        <message>
            <source>%1 takes orders of trade type %2.</source>
            <translation>%1 只能支付 %2 类型的订单。</translation>
        </message>
        <message>
            <source>Charging the code …</source>
            <translation>正在用付款码扣款…</translation>
        </message>
        <message>
            <source>Asking whether it is paid …</source>
            <translation>正在查单…</translation>
        </message>
        <message>
            <source>Reversing …</source>
            <translation>正在撤销…</translation>
        </message>
        <message>
            <source>Waiting %1 s (Ctrl+C reverses) …</source>
            <translation>等待 %1 秒（Ctrl+C 立即撤销）…</translation>
        </message>
        <message>
            <source>Nobody paid in time. The order was reversed; the next attempt takes a new number.</source>
            <translation>没有在限时内付款，订单已撤销；下次请换新的订单号。</translation>
        </message>
        <message>
            <source>close an unpaid order</source>
            <translation>关闭一笔未支付的订单</translation>
        </message>
        <message>
            <source>refund_status=SUCCESS, %1 yuan are back with the customer</source>
            <translation>refund_status=SUCCESS，%1 元已退回顾客</translation>
        </message>
        <message>
            <source>decrypted, amounts equal, held for a refund query</source>
            <translation>已解密，金额一致，待退款查询确认</translation>
        </message>
        <message>
            <source>WeChat took the refund %1</source>
            <translation>微信已受理退款 %1</translation>
        </message>
        <message>
            <source>The refund is kept as %1: repeat it with --out-refund-no, or ask with order refund-query.</source>
            <translation>退款已保存为 %1：请用 --out-refund-no 重试，或用 order refund-query 查询。</translation>
        </message>
        <message>
            <source>only this refund (default: all of the order)</source>
            <translation>只查这笔退款（默认查订单的全部退款）</translation>
        </message>
        <message>
            <source>ask the gateway about an order&apos;s refunds</source>
            <translation>向网关查询订单的退款</translation>
        </message>
        <message>
            <source>where the refund notification goes</source>
            <translation>退款通知地址</translation>
        </message>
        <message>
            <source>shown to the customer</source>
            <translation>展示给顾客</translation>
        </message>
        <message>
            <source>the refund number (default: a new one); to try again, the one of the first try</source>
            <translation>退款单号（默认新建）；重试时请用首次的单号</translation>
        </message>
        <message>
            <source>the amount in yuan, at most what is left of the order</source>
            <translation>金额（元），不超过订单的可退余额</translation>
        </message>
        <message>
            <source>give money of a paid order back</source>
            <translation>退还已支付订单的款项</translation>
        </message>
        <message>
            <source>an order of the history with what happened to it</source>
            <translation>历史里的一笔订单及其经过</translation>
        </message>
        <message>
            <source>Give one argument.</source>
            <translation>请给出一个参数。</translation>
        </message>
        <message>
            <source>The merchant “%1” was added.</source>
            <translation>已添加商户“%1”。</translation>
        </message>
        <message>
            <source>the merchants</source>
            <translation>商户列表</translation>
        </message>
        <message>
            <source>one merchant as JSON, without secrets</source>
            <translation>以 JSON 显示一个商户，不含密钥</translation>
        </message>
        <message>
            <source>add a merchant from a JSON file; its secrets go into the vault</source>
            <translation>从 JSON 文件添加商户；密钥存入保险库</translation>
        </message>
        <message>
            <source>the vault's status and what opens it</source>
            <translation>保险库的状态，以及用什么打开它</translation>
        </message>
        <message>
            <source>make an empty vault under a password or a key file</source>
            <translation>用密码或钥匙文件新建空的保险库</translation>
        </message>
        <message>
            <source>let one more password open the vault</source>
            <translation>再添加一个能打开保险库的密码</translation>
        </message>
        <message>
            <source>let a key file open the vault (made if missing), for servers and CI</source>
            <translation>让钥匙文件打开保险库（没有就新建），用于服务器和 CI</translation>
        </message>
        <message>
            <source>let the system's keychain open the vault</source>
            <translation>让系统钥匙串打开保险库</translation>
        </message>
        <message>
            <source>take away one way of opening the vault; the last one stays</source>
            <translation>移除一种打开保险库的方式；最后一种会保留</translation>
        </message>
        <message>
            <source>replace a password; the secrets stay as they are</source>
            <translation>更换一个密码；里面的密钥不变</translation>
        </message>
        <message>
            <source>a file that holds the new password (- reads stdin)</source>
            <translation>存有新密码的文件（- 表示标准输入）</translation>
        </message>
        <message>
            <source>The vault was made.</source>
            <translation>已新建保险库。</translation>
        </message>
        <message>
            <source>One more password opens the vault.</source>
            <translation>又多了一个能打开保险库的密码。</translation>
        </message>
        <message>
            <source>The key file opens the vault.</source>
            <translation>现在可以用这个钥匙文件打开保险库。</translation>
        </message>
        <message>
            <source>The system's keychain opens the vault.</source>
            <translation>现在可以用系统钥匙串打开保险库。</translation>
        </message>
        <message>
            <source>The slot was removed.</source>
            <translation>已移除该钥匙槽。</translation>
        </message>
        <message>
            <source>The password was changed.</source>
            <translation>密码已更换。</translation>
        </message>
        <message>
            <source>New vault password: </source>
            <translation>新的保险库密码：</translation>
        </message>
        <message>
            <source>The same once more: </source>
            <translation>再输入一次：</translation>
        </message>
        <message>
            <source>The two passwords differ.</source>
            <translation>两次输入的密码不一致。</translation>
        </message>
        <message>
            <source>Without a terminal the new password comes from --new-password-file F.</source>
            <translation>没有终端时，新密码要由 --new-password-file F 给出。</translation>
        </message>
        <message>
            <source>Warning: the vault file is older than one that was used here (generation %1 was seen). Keys that were changed since are the old ones.</source>
            <translation>警告：保险库文件比这里用过的旧（曾见过第 %1 代）。此后更换过的密钥仍是旧的。</translation>
        </message>
        <message>
            <source>a file that holds the AppSecret</source>
            <translation>存放 AppSecret 的文件</translation>
        </message>
        <message>
            <source>the merchant's apiclient_cert.p12</source>
            <translation>商户的 apiclient_cert.p12</translation>
        </message>
        <message>
            <source>a file that holds its password (usually the mch_id)</source>
            <translation>存放证书密码的文件（通常是 mch_id）</translation>
        </message>
        <message>
            <source>remove a merchant and its secrets; the history stays</source>
            <translation>移除商户及其密钥；历史保留</translation>
        </message>
        <message>
            <source>--%1 takes a whole number from %2 to %3.</source>
            <translation>--%1 要写 %2 到 %3 之间的整数。</translation>
        </message>
        <message>
            <source>Warning: a key given with --key is visible in the process list. --key-file, --key - and PAYDESK_KEY are not.</source>
            <translation>警告：用 --key 给出的密钥在进程列表里可见；--key-file、--key - 和 PAYDESK_KEY 则不会。</translation>
        </message>
        <message>
            <source>Vault password: </source>
            <translation>保险库密码：</translation>
        </message>
        <message>
            <source>The output is incomplete. It could not be written. Free some space, or look at the program that reads it.</source>
            <translation>输出不完整。未能写出全部内容。请腾出空间，或检查读取输出的程序。</translation>
        </message>
        <message>
            <source>the signature in question, if the text does not carry it</source>
            <translation>要解释的签名（文本里没有时给出）</translation>
        </message>
        <message>
            <source>request-sign, pay-sign or notify-verify (default: by the field names)</source>
            <translation>request-sign、pay-sign 或 notify-verify（默认按字段名判断）</translation>
        </message>
        <message>
            <source>the signature type the order was placed with</source>
            <translation>下单时使用的签名类型</translation>
        </message>
        <message>
            <source>a file that holds the AppSecret, which may be the key used</source>
            <translation>存放 AppSecret 的文件，它可能被误当作密钥</translation>
        </message>
        <message>
            <source>likewise the APIv3 key</source>
            <translation>同上，APIv3 密钥</translation>
        </message>
        <message>
            <source>likewise the official sandbox's key</source>
            <translation>同上，官方沙箱密钥</translation>
        </message>
        <message>
            <source>likewise an earlier API key; may be given several times</source>
            <translation>同上，旧的 API 密钥，可给出多个</translation>
        </message>
        <message>
            <source>take cases instead of a message: one object, an array, or one a line; exit status 0 when all could be read</source>
            <translation>读取案例而不是报文：一个对象、一个数组或每行一个；全部读懂时退出码为 0</translation>
        </message>
        <message>
            <source>say why a signature is wrong, and prove it; exit status 1 when it is, or when the message breaks a rule</source>
            <translation>说出签名为什么错并给出证明；签名有错或报文违反规则时退出码为 1</translation>
        </message>
        <message>
            <source>The signature is wrong, and this is why. The received one was recomputed to the last character.</source>
            <translation>签名错误，原因如下：收到的签名已逐字符复算出来。</translation>
        </message>
        <message>
            <source>There was nothing to recompute.</source>
            <translation>没有可复算的签名。</translation>
        </message>
        <message>
            <source>Unexplained. No known mistake, alone or with others, gives the received signature.</source>
            <translation>无法解释：已知的错误无论单独还是组合，都得不出收到的签名。</translation>
        </message>
        <message>
            <source>Cancelled before the search had ended.</source>
            <translation>搜索未结束即被取消。</translation>
        </message>
        <message>
            <source>Tried: %1 signatures by %2 mistakes, up to %3 at a time, in %4 ms.</source>
            <translation>共试 %1 个签名：%2 种错误，最多 %3 种同时出现，用时 %4 毫秒。</translation>
        </message>
        <message>
            <source>Fix: %1</source>
            <translation>改法：%1</translation>
        </message>
        <message>
            <source>wrong</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>right</source>
            <translation>正确</translation>
        </message>
        <message>
            <source>The same signature also comes from:</source>
            <translation>下列原因同样得出这个签名：</translation>
        </message>
        <message>
            <source>… and %1 more</source>
            <translation>……另有 %1 个</translation>
        </message>
        <message>
            <source>To be checked (hints, no proof):</source>
            <translation>建议检查（仅为线索，不是证明）：</translation>
        </message>
        <message>
            <source>The message itself:</source>
            <translation>报文本身：</translation>
        </message>
        <message>
            <source>(byte %1)</source>
            <translation>（第 %1 字节）</translation>
        </message>
        <message>
            <source>The key given is empty. Without the API key nothing can be signed or verified.</source>
            <translation>给出的密钥为空。没有 API 密钥就无法签名或验签。</translation>
        </message>
        <message>
            <source>--stage takes request-sign, pay-sign or notify-verify.</source>
            <translation>--stage 只接受 request-sign、pay-sign 或 notify-verify。</translation>
        </message>
        <message>
            <source>--type is for bills of trades, --fund-flow for an account: give one.</source>
            <translation>--type 用于交易账单，--fund-flow 用于资金账单：只能给出其中一个。</translation>
        </message>
        <message>
            <source>--fund-flow takes Basic, Operation or Fees.</source>
            <translation>--fund-flow 只接受 Basic、Operation 或 Fees。</translation>
        </message>
        <message>
            <source>Rows: %1</source>
            <translation>行数：%1</translation>
        </message>
        <message>
            <source>download the bill of a day, whole or not at all</source>
            <translation>下载某一天的账单，要么完整，要么不留文件</translation>
        </message>
        <message>
            <source>match a downloaded bill against the history</source>
            <translation>用下载的账单核对本地历史</translation>
        </message>
        <message>
            <source>the bill&apos;s day in Beijing&apos;s time, for a bill that may have no row (default: the days of its rows)</source>
            <translation>账单的北京日期，用于可能一行也没有的账单（默认取各行的日期）</translation>
        </message>
        <message>
            <source>Give one bill, as a file.</source>
            <translation>请给出一个账单文件。</translation>
        </message>
        <message>
            <source>Came in: %1, %2 yuan</source>
            <translation>收入 %1 笔，%2 元</translation>
        </message>
        <message>
            <source>Went out: %1, %2 yuan</source>
            <translation>支出 %1 笔，%2 元</translation>
        </message>
        <message>
            <source>The bill: %1 payments, %2 yuan</source>
            <translation>账单：支付 %1 笔，%2 元</translation>
        </message>
        <message>
            <source>The bill: %1 refunds, %2 yuan</source>
            <translation>账单：退款 %1 笔，%2 元</translation>
        </message>
        <message>
            <source>The history: %1 payments, %2 yuan</source>
            <translation>本地历史：支付 %1 笔，%2 元</translation>
        </message>
        <message>
            <source>%1 agree, %2 only ours, %3 only theirs, %4 differ.</source>
            <translation>一致 %1 笔，仅本地有 %2 笔，仅账单有 %3 笔，不一致 %4 笔。</translation>
        </message>
        <message>
            <source>the day, in Beijing&apos;s time</source>
            <translation>日期（北京时间）</translation>
        </message>
        <message>
            <source>ALL (default), SUCCESS or REFUND: which trades</source>
            <translation>ALL（默认）、SUCCESS 或 REFUND：哪些交易</translation>
        </message>
        <message>
            <source>Basic, Operation or Fees: what moved on this account instead of the trades</source>
            <translation>Basic、Operation 或 Fees：下载该账户的资金账单，而非交易账单</translation>
        </message>
        <message>
            <source>where the bill goes (default: stdout; with --json it is only checked)</source>
            <translation>账单写到哪里（默认：标准输出；有 --json 时只检查、不保存）</translation>
        </message>
        <message>
            <source>have it sent packed; what is kept is the text</source>
            <translation>以压缩方式传输；保存的仍是文本</translation>
        </message>
        <message>
        <source>There is no history here.</source>
            <translation>这里没有历史。</translation>
        </message>
        <message>
            <source>The history is in %1 (%2 bytes).</source>
            <translation>历史已备份到 %1（%2 字节）。</translation>
        </message>
        <message>
            <source>A table or a column is missing.</source>
            <translation>缺少表或列。</translation>
        </message>
        <message>
            <source>The daily figures are not those of the orders.</source>
            <translation>每日汇总与订单不一致。</translation>
        </message>
        <message>
            <source>More was refunded than was paid.</source>
            <translation>退款合计超过了实付金额。</translation>
        </message>
        <message>
            <source>An event belongs to no order.</source>
            <translation>有事件不属于任何订单。</translation>
        </message>
        <message>
            <source>The history is whole: %1 orders, %2 refunds, %3 events, %4 exchanges.</source>
            <translation>历史完好：订单 %1 笔，退款 %2 笔，事件 %3 条，交互 %4 条。</translation>
        </message>
        <message>
            <source>copy the history into a new file, whatever is written meanwhile</source>
            <translation>把历史复制到一个新文件，期间照常写入</translation>
        </message>
        <message>
            <source>read the whole history and say what does not agree</source>
            <translation>通读整个历史，指出不一致之处</translation>
        </message>
        <message>
            <source>pass every message on to your backend, unchanged, after its answer</source>
            <translation>应答之后，把每条消息原样转发给你的后端</translation>
        </message>
</context>
    <context>
        <name>Console</name>
        <message>
            <source>Desktop merchant console for WeChat Pay</source>
            <translation>微信支付商户调试台</translation>
        </message>
        <message>
            <source>The folder that holds merchants, vault, history and settings.</source>
            <translation>存放商户、保险库、历史和设置的文件夹。</translation>
        </message>
        <message>
            <source>Play the journey through the real windows and write one picture a step into DIR.</source>
            <translation>在真实窗口里走完整个流程，每步一张图片，写入 DIR。</translation>
        </message>
        <message>
            <source>--schedule stands alone: it says how often and when.</source>
            <translation>--schedule 单独使用：它已经说明了次数和时间。</translation>
        </message>
        <message>
            <source>--every takes seconds, from 0 to 86400, such as 0.5.</source>
            <translation>--every 的值是秒数，0 到 86400，例如 0.5。</translation>
        </message>
        <message>
            <source>--sign takes right, unchanged, wrong-key or absent.</source>
            <translation>--sign 的值是 right、unchanged、wrong-key 或 absent。</translation>
        </message>
        <message>
            <source>--print takes xml or curl.</source>
            <translation>--print 的值是 xml 或 curl。</translation>
        </message>
        <message>
            <source>No stored notification has the number %1; without a number replay lists them.</source>
            <translation>没有编号为 %1 的通知记录；不带编号的 replay 会列出全部。</translation>
        </message>
        <message>
            <source>Nothing of this message was kept: it was refused before it was read whole.</source>
            <translation>这条报文没有留存：还没读完就被拒绝了。</translation>
        </message>
        <message>
            <source>--set takes NAME=VALUE, such as total_fee=1.</source>
            <translation>--set 的形式是 NAME=VALUE，例如 total_fee=1。</translation>
        </message>
        <message>
            <source>send a stored notification again, as it came or changed and signed anew; without a number, list them</source>
            <translation>重放一条存下的通知：原样，或改后重签；不带编号则列出</translation>
        </message>
        <message>
            <source>where it goes (default: the listener on this machine, port 18081)</source>
            <translation>发往哪里（默认本机 18081 端口的监听）</translation>
        </message>
        <message>
            <source>how often (default 1)</source>
            <translation>共发几次（默认 1）</translation>
        </message>
        <message>
            <source>the time between two attempts (default 0)</source>
            <translation>两次之间的时间（默认 0）</translation>
        </message>
        <message>
            <source>as WeChat repeats it: 15 s, 15 s, 30 s, 3 min … until SUCCESS</source>
            <translation>按微信的重发节奏：15 秒、15 秒、30 秒、3 分钟……直到 SUCCESS</translation>
        </message>
        <message>
            <source>change or add a field (may be repeated); of a refund, inside req_info</source>
            <translation>修改或添加字段（可重复）；退款通知改的是 req_info 里的字段</translation>
        </message>
        <message>
            <source>leave a field out (may be repeated)</source>
            <translation>去掉一个字段（可重复）</translation>
        </message>
        <message>
            <source>right (default for a changed one), unchanged, wrong-key or absent</source>
            <translation>right（改过时的默认）、unchanged、wrong-key 或 absent</translation>
        </message>
        <message>
            <source>list only this order&apos;s</source>
            <translation>只列出这个订单的</translation>
        </message>
        <message>
            <source>list at most so many (default 20)</source>
            <translation>最多列出这么多条（默认 20）</translation>
        </message>
        <message>
            <source>walk the way from the public address (notify_url) to this listener, step by step</source>
            <translation>公网自检：从公网地址（notify_url）到这个监听，逐步检查</translation>
        </message>
        <message>
            <source>The file is damaged. Restore a backup, or let `salvage` begin a new history with what can be read of it.</source>
            <translation>文件已损坏。请恢复备份，或用 `salvage` 开始新的历史，把还能读出的内容带过去。</translation>
        </message>
        <message>
            <source>The damaged file was kept as %1.</source>
            <translation>损坏的文件已保留为 %1。</translation>
        </message>
        <message>
            <source>The new history has %1 orders, %2 refunds, %3 events and %4 exchanges of it.</source>
            <translation>新的历史从中得到 %1 个订单、%2 笔退款、%3 条事件和 %4 次交互。</translation>
        </message>
        <message>
            <source>Not everything could be read: import the missing orders again, or reconcile the bills of these days.</source>
            <translation>有些内容读不出来：请重新导入缺少的订单，或用这些天的账单对账。</translation>
        </message>
        <message>
            <source>The history is not damaged. Nothing was changed.</source>
            <translation>历史没有损坏，什么也没有改动。</translation>
        </message>
        <message>
            <source>keep a damaged history aside and begin a new one with what can be read of it</source>
            <translation>保留损坏的历史，用还能读出的内容开始新的历史</translation>
        </message>
    </context>
    <context>
        <name>Doctor</name>
        <message>
            <source>en</source>
            <comment>language</comment>
            <translation>zh</translation>
        </message>
    </context>
    <context>
        <name>Failure</name>
        <message>
            <source>“%1” is not an amount.</source>
            <translation>“%1”不是金额。</translation>
        </message>
        <message>
            <source>An amount is written in digits, with at most two decimals after a full stop.</source>
            <translation>金额只能写数字，小数点后最多两位。</translation>
        </message>
        <message>
            <source>Type it like 12.80.</source>
            <translation>请写成 12.80 这样。</translation>
        </message>
        <message>
            <source>The amount “%1” is out of range.</source>
            <translation>金额“%1”超出范围。</translation>
        </message>
        <message>
            <source>WeChat Pay takes 0.01 to 99999999.99 yuan.</source>
            <translation>微信支付接受 0.01 到 99999999.99 元。</translation>
        </message>
        <message>
            <source>Type an amount in this range.</source>
            <translation>请填写这个范围内的金额。</translation>
        </message>
        <message>
            <source>The field %1 is empty.</source>
            <translation>字段 %1 是空的。</translation>
        </message>
        <message>
            <source>The gateway refuses the request without it.</source>
            <translation>没有它，网关会拒绝请求。</translation>
        </message>
        <message>
            <source>Fill in %1.</source>
            <translation>请填写 %1。</translation>
        </message>
        <message>
            <source>The field %1 is %2 bytes long.</source>
            <translation>字段 %1 长 %2 字节。</translation>
        </message>
        <message>
            <source>At most %1 bytes are allowed.</source>
            <translation>最多允许 %1 字节。</translation>
        </message>
        <message>
            <source>Shorten %1.</source>
            <translation>请缩短 %1。</translation>
        </message>
        <message>
            <source>The field %1 is ill-formed.</source>
            <translation>字段 %1 的格式不对。</translation>
        </message>
        <message>
            <source>Rule: %1</source>
            <translation>规则：%1</translation>
        </message>
        <message>
            <source>Correct %1.</source>
            <translation>请改正 %1。</translation>
        </message>
        <message>
            <source>The input was not recognised.</source>
            <translation>认不出这段输入。</translation>
        </message>
        <message>
            <source>Give XML, JSON, a query string, a curl command line or a wx.requestPayment object.</source>
            <translation>请给出 XML、JSON、查询串、curl 命令或 wx.requestPayment 的参数对象。</translation>
        </message>
        <message>
            <source>The file %1 cannot be read.</source>
            <translation>无法读取文件 %1。</translation>
        </message>
        <message>
            <source>Check the path and the permissions.</source>
            <translation>请检查路径和权限。</translation>
        </message>
        <message>
            <source>The file %1 cannot be written.</source>
            <translation>无法写入文件 %1。</translation>
        </message>
        <message>
            <source>Check the path, the permissions and the free space.</source>
            <translation>请检查路径、权限和剩余空间。</translation>
        </message>
        <message>
            <source>See --help.</source>
            <translation>请看 --help。</translation>
        </message>
        <message>
            <source>The merchant %1 has no API key.</source>
            <translation>商户 %1 没有 API 密钥。</translation>
        </message>
        <message>
            <source>Without the key nothing can be signed or verified.</source>
            <translation>没有密钥就无法签名和验签。</translation>
        </message>
        <message>
            <source>Enter the API key in the merchant settings.</source>
            <translation>请在商户设置里填写 API 密钥。</translation>
        </message>
        <message>
            <source>There is no merchant named “%1”.</source>
            <translation>没有名为“%1”的商户。</translation>
        </message>
        <message>
            <source>Choose one of the list, or add it.</source>
            <translation>请从列表里选择，或先添加它。</translation>
        </message>
        <message>
            <source>A merchant named “%1” exists already.</source>
            <translation>已有名为“%1”的商户。</translation>
        </message>
        <message>
            <source>Choose another name.</source>
            <translation>请换一个名称。</translation>
        </message>
        <message>
            <source>The merchant settings in %1 cannot be read.</source>
            <translation>无法读取 %1 里的商户设置。</translation>
        </message>
        <message>
            <source>The certificate %1 cannot be read.</source>
            <translation>无法读取证书 %1。</translation>
        </message>
        <message>
            <source>Choose the apiclient_cert.p12 of the merchant platform.</source>
            <translation>请选择商户平台下载的 apiclient_cert.p12。</translation>
        </message>
        <message>
            <source>The message is not valid WeChat XML: line %1, column %2.</source>
            <translation>报文不是有效的微信 XML：第 %1 行第 %2 列。</translation>
        </message>
        <message>
            <source>Look at the raw bytes; they were kept.</source>
            <translation>请看原文，原始字节已保存。</translation>
        </message>
        <message>
            <source>The text is not valid JSON (at character %1).</source>
            <translation>文本不是有效的 JSON（第 %1 个字符处）。</translation>
        </message>
        <message>
            <source>Correct the text.</source>
            <translation>请改正文本。</translation>
        </message>
        <message>
            <source>The host %1 was not found.</source>
            <translation>找不到主机 %1。</translation>
        </message>
        <message>
            <source>There is probably no network, or the name is misspelt.</source>
            <translation>可能没有网络，或主机名写错了。</translation>
        </message>
        <message>
            <source>Check the network and the address in the merchant settings. Nothing was lost.</source>
            <translation>请检查网络和商户设置里的地址。没有丢失任何数据。</translation>
        </message>
        <message>
            <source>%1 port %2 refuses the connection.</source>
            <translation>%1 的端口 %2 拒绝连接。</translation>
        </message>
        <message>
            <source>Probably nothing listens there.</source>
            <translation>可能没有程序在监听。</translation>
        </message>
        <message>
            <source>Start the gateway, or correct its address.</source>
            <translation>请启动网关，或改正它的地址。</translation>
        </message>
        <message>
            <source>The connection to %1 broke off before an answer came.</source>
            <translation>与 %1 的连接在收到应答前断开。</translation>
        </message>
        <message>
            <source>Query the order: it may have been accepted. Do not place it under a second number.</source>
            <translation>请查单：订单可能已被受理。不要换号重新下单。</translation>
        </message>
        <message>
            <source>No secure connection to %1.</source>
            <translation>无法与 %1 建立安全连接。</translation>
        </message>
        <message>
            <source>Nothing was sent. Check the machine's date, the network's proxy and the address.</source>
            <translation>没有发送任何内容。请检查电脑日期、网络代理和地址。</translation>
        </message>
        <message>
            <source>%1 did not answer within %2 seconds.</source>
            <translation>%1 在 %2 秒内没有响应。</translation>
        </message>
        <message>
            <source>The result is unknown; what we know was not changed.</source>
            <translation>结果未知，订单状态未变。</translation>
        </message>
        <message>
            <source>Query the order.</source>
            <translation>请查单。</translation>
        </message>
        <message>
            <source>%1 answered with a redirect to %2.</source>
            <translation>%1 要求重定向到 %2。</translation>
        </message>
        <message>
            <source>Signed requests are never sent on to another address.</source>
            <translation>已签名的请求从不转发到别的地址。</translation>
        </message>
        <message>
            <source>Correct the gateway's address.</source>
            <translation>请改正网关地址。</translation>
        </message>
        <message>
            <source>The answer of %1 is larger than %2 bytes.</source>
            <translation>%1 的应答超过 %2 字节。</translation>
        </message>
        <message>
            <source>An answer of this interface is a few kilobytes.</source>
            <translation>这个接口的应答只有几 KB。</translation>
        </message>
        <message>
            <source>Check the gateway's address.</source>
            <translation>请检查网关地址。</translation>
        </message>
        <message>
            <source>%1 answered with HTTP status %2.</source>
            <translation>%1 返回 HTTP 状态 %2。</translation>
        </message>
        <message>
            <source>WeChat answers with 200 even for errors; probably a proxy or an outage spoke.</source>
            <translation>微信出错时也返回 200；这可能来自代理或服务中断。</translation>
        </message>
        <message>
            <source>Check the address, then try again.</source>
            <translation>请检查地址后重试。</translation>
        </message>
        <message>
            <source>Not listening: port %1 is in use.</source>
            <translation>监听没有启动：端口 %1 已被占用。</translation>
        </message>
        <message>
            <source>It is held by %1.</source>
            <translation>占用者：%1。</translation>
        </message>
        <message>
            <source>Stop the other program, or choose another port.</source>
            <translation>请停止那个程序，或换一个端口。</translation>
        </message>
        <message>
            <source>Not listening on port %1.</source>
            <translation>端口 %1 上的监听没有启动。</translation>
        </message>
        <message>
            <source>Choose another port or address.</source>
            <translation>请换一个端口或地址。</translation>
        </message>
        <message>
            <source>%1 did not answer with XML.</source>
            <translation>%1 的应答不是 XML。</translation>
        </message>
        <message>
            <source>The answer begins with “%1”.</source>
            <translation>应答以“%1”开头。</translation>
        </message>
        <message>
            <source>Look at the exchange; probably a proxy or a login page answered.</source>
            <translation>请看交互记录；应答的可能是代理或登录页。</translation>
        </message>
        <message>
            <source>%1 did not answer with JSON.</source>
            <translation>%1 的应答不是 JSON。</translation>
        </message>
        <message>
            <source>The answer of %1 carries no signature.</source>
            <translation>%1 的应答没有签名。</translation>
        </message>
        <message>
            <source>It says SUCCESS, and such an answer must be signed.</source>
            <translation>它写着 SUCCESS，这样的应答必须有签名。</translation>
        </message>
        <message>
            <source>The answer was not used. Check who answers at this address.</source>
            <translation>没有采用该应答。请检查是谁在这个地址应答。</translation>
        </message>
        <message>
            <source>The signature of %1's answer is wrong.</source>
            <translation>%1 的应答验签失败。</translation>
        </message>
        <message>
            <source>It was changed on the way, or signed with another key than the merchant's.</source>
            <translation>应答在途中被改动，或用的不是本商户的密钥。</translation>
        </message>
        <message>
            <source>The answer was not used. Compare the key with the merchant platform.</source>
            <translation>没有采用该应答。请与商户平台核对密钥。</translation>
        </message>
        <message>
            <source>The answer's %1 is “%2”, expected “%3”.</source>
            <translation>应答里的 %1 是“%2”，应为“%3”。</translation>
        </message>
        <message>
            <source>It belongs to another request.</source>
            <translation>它属于另一个请求。</translation>
        </message>
        <message>
            <source>The answer was not used. Check the merchant settings.</source>
            <translation>没有采用该应答。请检查商户设置。</translation>
        </message>
        <message>
            <source>The answer lacks the field %1.</source>
            <translation>应答缺少字段 %1。</translation>
        </message>
        <message>
            <source>The field %1 cannot be opened with the merchant's API key.</source>
            <translation>字段 %1 无法用商户的 API 密钥解密。</translation>
        </message>
        <message>
            <source>Compare the key with the merchant platform.</source>
            <translation>与商户平台核对密钥。</translation>
        </message>
        <message>
            <source>The answer was not used. Look at the exchange.</source>
            <translation>没有采用该应答。请看交互记录。</translation>
        </message>
        <message>
            <source>WeChat answered “%1”.</source>
            <translation>微信返回“%1”。</translation>
        </message>
        <message>
            <source>WeChat answered “%1” (%2).</source>
            <translation>微信返回“%1”（%2）。</translation>
        </message>
        <message>
            <source>Compare the request with the rules; the exchange shows every byte.</source>
            <translation>请对照规则检查请求；交互记录里有每一个字节。</translation>
        </message>
        <message>
            <source>WeChat answered %1 (%2).</source>
            <translation>微信返回 %1（%2）。</translation>
        </message>
        <message>
            <source>Look at the order; query it when in doubt.</source>
            <translation>请查看订单，拿不准时先查单。</translation>
        </message>
        <message>
            <source>The login code was not accepted: %1 %2.</source>
            <translation>登录 code 没有被接受：%1 %2。</translation>
        </message>
        <message>
            <source>A code works once, for five minutes, under its own appid and AppSecret.</source>
            <translation>code 只能用一次，五分钟内有效，且只对自己的 appid 和 AppSecret 有效。</translation>
        </message>
        <message>
            <source>Get a new code with wx.login, and check the AppSecret.</source>
            <translation>请用 wx.login 重新取 code，并检查 AppSecret。</translation>
        </message>
        <message>
            <source>The customer's phone says “%1”.</source>
            <translation>用户手机提示“%1”。</translation>
        </message>
        <message>
            <source>Look at the second signature.</source>
            <translation>请看二次签名。</translation>
        </message>
        <message>
            <source>The disk that holds %1 is full.</source>
            <translation>%1 所在的磁盘已满。</translation>
        </message>
        <message>
            <source>Nothing was recorded, and nothing was confirmed to WeChat.</source>
            <translation>没有记录任何内容，也没有向微信确认。</translation>
        </message>
        <message>
            <source>Free some space.</source>
            <translation>请腾出空间。</translation>
        </message>
        <message>
            <source>%1 cannot be written.</source>
            <translation>%1 不可写。</translation>
        </message>
        <message>
            <source>The file or its folder is read-only.</source>
            <translation>文件或文件夹是只读的。</translation>
        </message>
        <message>
            <source>Correct the permissions.</source>
            <translation>请改正权限。</translation>
        </message>
        <message>
            <source>Close the program that holds it, then try again.</source>
            <translation>请关闭占用它的程序后重试。</translation>
        </message>
        <message>
            <source>The history %1 is damaged.</source>
            <translation>订单历史 %1 已损坏。</translation>
        </message>
        <message>
            <source>The damaged file was kept as %1.</source>
            <translation>损坏的文件已保留为 %1。</translation>
        </message>
        <message>
            <source>Restore a backup, or begin a new history with what can still be read (paydesk-cli salvage).</source>
            <translation>请恢复备份，或用还能读出的内容开始新的历史（paydesk-cli salvage）。</translation>
        </message>
        <message>
            <source>Open it with the newer Paydesk. Nothing was changed.</source>
            <translation>请用更新版本的 Paydesk 打开。没有改动任何内容。</translation>
        </message>
        <message>
            <source>The order %1 exists already.</source>
            <translation>订单 %1 已存在。</translation>
        </message>
        <message>
            <source>Take a new out_trade_no.</source>
            <translation>请换一个 out_trade_no。</translation>
        </message>
        <message>
            <source>There is no order %1 in the history.</source>
            <translation>历史里没有订单 %1。</translation>
        </message>
        <message>
            <source>Check the number and the merchant, or import the order.</source>
            <translation>请核对订单号和商户，或先导入该订单。</translation>
        </message>
        <message>
            <source>The order %1 cannot be paid any more, or not this way (%2).</source>
            <translation>订单 %1 已不能支付，或不能用这种方式支付（%2）。</translation>
        </message>
        <message>
            <source>Place a new JSAPI order.</source>
            <translation>请另下一笔 JSAPI 订单。</translation>
        </message>
        <message>
            <source>The order %1 was placed for another customer.</source>
            <translation>订单 %1 是为另一位用户下的。</translation>
        </message>
        <message>
            <source>Its openid is not the one that this code stands for.</source>
            <translation>订单的 openid 与这个 code 换到的不同。</translation>
        </message>
        <message>
            <source>Let that customer pay, or place a new order.</source>
            <translation>请让原来的用户支付，或另下一笔订单。</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>已取消。</translation>
        </message>
        <message>
            <source>Gave up after %1 seconds.</source>
            <translation>%1 秒后放弃。</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>请重试。</translation>
        </message>
        <message>
            <source>The vault is locked.</source>
            <translation>保险库已锁定。</translation>
        </message>
        <message>
            <source>The merchant's keys are in it.</source>
            <translation>商户的密钥在里面。</translation>
        </message>
        <message>
            <source>Unlock it: in the window, with --vault-password-fd N, with PAYDESK_VAULT_PASSWORD_FILE, or with --vault-key-file F.</source>
            <translation>请解锁：在窗口里，或用 --vault-password-fd N、PAYDESK_VAULT_PASSWORD_FILE 或 --vault-key-file F。</translation>
        </message>
        <message>
            <source>The key that was saved for %1 (key id %2) is not in the vault.</source>
            <translation>为 %1 保存的密钥（密钥编号 %2）不在保险库里。</translation>
        </message>
        <message>
            <source>The vault file is gone, an older one, or another one.</source>
            <translation>保险库文件不见了，或是旧的一代，或是另一个保险库。</translation>
        </message>
        <message>
            <source>Put back the vault that holds it, from vault.pdv.1 or a backup, or enter the key anew.</source>
            <translation>请用 vault.pdv.1 或备份换回存有它的保险库，或重新填写密钥。</translation>
        </message>
        <message>
            <source>This key opens no slot of the vault.</source>
            <translation>这把钥匙打不开保险库的任何一个钥匙槽。</translation>
        </message>
        <message>
            <source>It belongs to another vault, or its slot was removed.</source>
            <translation>它属于另一个保险库，或它的钥匙槽已被移除。</translation>
        </message>
        <message>
            <source>Unlock the vault with its password.</source>
            <translation>请用密码解锁保险库。</translation>
        </message>
        <message>
            <source>The vault has no keychain slot.</source>
            <translation>保险库没有系统钥匙串的钥匙槽。</translation>
        </message>
        <message>
            <source>Unlock it with its password, then add one.</source>
            <translation>请先用密码解锁，再添加一个。</translation>
        </message>
        <message>
            <source>The vault has no slot %1.</source>
            <translation>保险库没有钥匙槽 %1。</translation>
        </message>
        <message>
            <source>Look at the list of its slots.</source>
            <translation>请查看钥匙槽列表。</translation>
        </message>
        <message>
            <source>This slot has to stay.</source>
            <translation>这个钥匙槽必须保留。</translation>
        </message>
        <message>
            <source>Without a password or a key file a vault is lost with its keychain, and without any slot at once.</source>
            <translation>没有密码也没有钥匙文件时，钥匙串丢了保险库也就丢了；一个钥匙槽都没有则立刻打不开。</translation>
        </message>
        <message>
            <source>Add a password or a key file first.</source>
            <translation>请先添加密码或钥匙文件。</translation>
        </message>
        <message>
            <source>The vault has %1 slots already; there is no room for more.</source>
            <translation>保险库已有 %1 个钥匙槽，放不下更多。</translation>
        </message>
        <message>
            <source>Remove one that is not needed.</source>
            <translation>请移除不再需要的。</translation>
        </message>
        <message>
            <source>The key file %1 was not used.</source>
            <translation>没有使用钥匙文件 %1。</translation>
        </message>
        <message>
            <source>Others on this machine may read or change it.</source>
            <translation>本机的其他用户可以读取或改动它。</translation>
        </message>
        <message>
            <source>Take their rights away (chmod 600); if somebody may have read it, make a new one and remove this one's slot.</source>
            <translation>请收回他们的权限（chmod 600）；如果可能已被别人读过，请新建一个，并移除这一个的钥匙槽。</translation>
        </message>
        <message>
            <source>%1 is not a key file of Paydesk.</source>
            <translation>%1 不是 Paydesk 的钥匙文件。</translation>
        </message>
        <message>
            <source>Make one with: paydesk-cli vault add-file F</source>
            <translation>请用这条命令新建：paydesk-cli vault add-file F</translation>
        </message>
        <message>
            <source>The system's keychain does not hand out the vault's key.</source>
            <translation>系统钥匙串没有交出保险库的钥匙。</translation>
        </message>
        <message>
            <source>It is locked, or the entry was removed from it. Nothing is lost.</source>
            <translation>钥匙串已锁定，或条目已被删除。什么都没有丢失。</translation>
        </message>
        <message>
            <source>Unlock the keychain, or unlock the vault with its password.</source>
            <translation>请解锁钥匙串，或用密码解锁保险库。</translation>
        </message>
        <message>
            <source>The system's keychain cannot be used.</source>
            <translation>系统钥匙串无法使用。</translation>
        </message>
        <message>
            <source>Unlock the vault with its password; the keychain is asked again next time.</source>
            <translation>请用密码解锁保险库；下次仍会询问钥匙串。</translation>
        </message>
        <message>
            <source>There is no vault yet.</source>
            <translation>还没有保险库。</translation>
        </message>
        <message>
            <source>Set a vault password first.</source>
            <translation>请先设置保险库密码。</translation>
        </message>
        <message>
            <source>This is not the vault's password.</source>
            <translation>保险库密码不对。</translation>
        </message>
        <message>
            <source>The vault and what is in it were not changed.</source>
            <translation>保险库及其内容没有改动。</translation>
        </message>
        <message>
            <source>The vault %1 is damaged.</source>
            <translation>保险库 %1 已损坏。</translation>
        </message>
        <message>
            <source>Put back the previous generation (vault.pdv.1) or a backup.</source>
            <translation>请换回上一代文件（vault.pdv.1）或备份。</translation>
        </message>
        <message>
            <source>The vault password is too short.</source>
            <translation>保险库密码太短。</translation>
        </message>
        <message>
            <source>At least %1 characters protect the keys against guessing.</source>
            <translation>至少 %1 个字符才能防止密钥被猜出。</translation>
        </message>
        <message>
            <source>Choose a longer one.</source>
            <translation>请设置更长的密码。</translation>
        </message>
        <message>
            <source>The vault holds no %1 for this merchant.</source>
            <translation>保险库里没有该商户的 %1。</translation>
        </message>
        <message>
            <source>Enter it in the merchant settings.</source>
            <translation>请在商户设置里填写。</translation>
        </message>
        <message>
            <source>Line %1 of the import is ill-formed.</source>
            <translation>导入文件第 %1 行格式有误。</translation>
        </message>
        <message>
            <source>Line %1 of the import: the field %2 is ill-formed.</source>
            <translation>导入文件第 %1 行：字段 %2 格式有误。</translation>
        </message>
        <message>
            <source>Correct the line and import again. Nothing was imported.</source>
            <translation>请改正该行后重新导入。未导入任何订单。</translation>
        </message>
        <message>
            <source>Line %1 of the bill cannot be read.</source>
            <translation>账单第 %1 行无法读取。</translation>
        </message>
        <message>
            <source>The bill cannot be read.</source>
            <translation>账单无法读取。</translation>
        </message>
        <message>
            <source>Line %1 of the bill: the column %2 is wrong.</source>
            <translation>账单第 %1 行：%2 一栏有误。</translation>
        </message>
        <message>
            <source>The bill&apos;s total %1 is wrong.</source>
            <translation>账单的汇总“%1”对不上。</translation>
        </message>
        <message>
            <source>Nothing was compared. Download the bill again.</source>
            <translation>未做核对，请重新下载账单。</translation>
        </message>
        <message>
            <source>There is a vault already: %1.</source>
            <translation>已经有保险库：%1。</translation>
        </message>
        <message>
            <source>A vault is never replaced: the keys in it would be lost.</source>
            <translation>已有的保险库不会被覆盖，否则其中的密钥会丢失。</translation>
        </message>
        <message>
            <source>Unlock it, or move the file away.</source>
            <translation>请解锁它，或先把该文件移走。</translation>
        </message>
        <message>
            <source>%1 cannot be opened or written.</source>
            <translation>无法打开或写入 %1。</translation>
        </message>
        <message>
            <source>Check the folder, its permissions and the disk.</source>
            <translation>请检查文件夹、其权限和磁盘。</translation>
        </message>
        <message>
            <source>%1 is locked by another program.</source>
            <translation>%1 被其他程序锁定。</translation>
        </message>
        <message>
            <source>%1 was written by a newer Paydesk (format %2).</source>
            <translation>%1 由更新版本的 Paydesk 写入（格式版本 %2）。</translation>
        </message>
        <message>
            <source>This Paydesk knows format %1.</source>
            <translation>本版 Paydesk 只支持到格式版本 %1。</translation>
        </message>
        <message>
            <source>Correct the file, or move it away and add the merchants again. Nothing was changed.</source>
            <translation>请改正该文件，或将其移走后重新添加商户。没有改动任何内容。</translation>
        </message>
        <message>
            <source>It is no database, or its pages contradict each other.</source>
            <translation>它不是数据库，或内容前后矛盾。</translation>
        </message>
        <message>
            <source>A refund of %1 yuan is too much.</source>
            <translation>退款 %1 元超出可退金额。</translation>
        </message>
        <message>
            <source>%1 yuan of this order can still be refunded.</source>
            <translation>这笔订单还可退 %1 元。</translation>
        </message>
        <message>
            <source>Refund at most that. Nothing was sent.</source>
            <translation>退款金额不要超过它。没有发送任何请求。</translation>
        </message>
        <message>
            <source>The order %1 is not paid (%2).</source>
            <translation>订单 %1 未支付（%2）。</translation>
        </message>
        <message>
            <source>Only a payment can be refunded.</source>
            <translation>只有已支付的订单才能退款。</translation>
        </message>
        <message>
            <source>Query the order if you know better. Nothing was sent.</source>
            <translation>如果确认已支付，请先查单。没有发送任何请求。</translation>
        </message>
        <message>
            <source>The order has %1 refunds already.</source>
            <translation>这笔订单已退款 %1 次。</translation>
        </message>
        <message>
            <source>WeChat takes no more for one order.</source>
            <translation>微信不再接受这笔订单的退款。</translation>
        </message>
        <message>
            <source>Return the money by other means. Nothing was sent.</source>
            <translation>请用其他方式退还。没有发送任何请求。</translation>
        </message>
        <message>
            <source>The refund number %1 stands for another refund.</source>
            <translation>退款单号 %1 已用于另一笔退款。</translation>
        </message>
        <message>
            <source>A number is repeated only with the same order, amount and reason, and never after WeChat has closed it.</source>
            <translation>只有订单、金额和原因都相同，且微信没有关闭该退款时，才能重复使用退款单号。</translation>
        </message>
        <message>
            <source>Take a new out_refund_no. Nothing was sent.</source>
            <translation>请换新的退款单号。没有发送任何请求。</translation>
        </message>
        <message>
            <source>There is no refund %1 in the history.</source>
            <translation>历史中没有退款 %1。</translation>
        </message>
        <message>
            <source>Check the number and the merchant, or query the refunds of the order.</source>
            <translation>请检查退款单号和商户，或查询该订单的退款。</translation>
        </message>
        <message>
            <source>The bill is damaged in line %1.</source>
            <translation>账单第 %1 行损坏。</translation>
        </message>
        <message>
            <source>The bill is incomplete.</source>
            <translation>账单不完整。</translation>
        </message>
        <message>
            <source>It was not kept. Download it again.</source>
            <translation>没有保留这个文件，请重新下载。</translation>
        </message>
        <message>
            <source>The merchant %1 has no client certificate.</source>
            <translation>商户 %1 没有客户端证书。</translation>
        </message>
        <message>
            <source>WeChat refunds, reverses and hands out the fund flow only over a connection with the merchant&apos;s certificate.</source>
            <translation>微信的退款、撤销和资金账单接口要求连接带上商户证书。</translation>
        </message>
        <message>
            <source>Import apiclient_cert.p12 in the merchant settings. Nothing was sent.</source>
            <translation>请在商户设置里导入 apiclient_cert.p12。没有发送任何请求。</translation>
        </message>
        <message>
            <source>The client certificate cannot be used: %1.</source>
            <translation>客户端证书不能用：%1。</translation>
        </message>
        <message>
            <source>Get a new one from the merchant platform and import it. Nothing was sent.</source>
            <translation>请从商户平台申请新证书并导入。没有发送任何请求。</translation>
        </message>
        <message>
            <source>The proxy %1 does not lead to %2.</source>
            <translation>代理 %1 无法连到 %2。</translation>
        </message>
        <message>
            <source>Correct the proxy in the merchant settings, or the system's. Nothing was sent.</source>
            <translation>请改正商户设置里的代理，或系统的代理。请求没有发出。</translation>
        </message>
    </context>
    <context>
        <name>Reason</name>
        <message>
            <source>Not base64.</source>
            <translation>不是 base64。</translation>
        </message>
        <message>
            <source>Too long.</source>
            <translation>太长。</translation>
        </message>
        <message>
            <source>Not whole AES blocks.</source>
            <translation>不是完整的 AES 分组。</translation>
        </message>
        <message>
            <source>a file name without quotes, backslashes and dollar signs.</source>
            <translation>文件名不含引号、反斜杠和美元符号。</translation>
        </message>
        <message>
            <source>a path of letters, digits and - . _ ~ for nginx to compare it with.</source>
            <translation>路径只含字母、数字和 - . _ ~，nginx 才能逐字比较。</translation>
        </message>
        <message>
            <source>IP addresses or subnets such as 127.0.0.1 or 10.0.0.0/8, separated by commas.</source>
            <translation>IP 地址或网段，例如 127.0.0.1 或 10.0.0.0/8，用逗号分隔。</translation>
        </message>
        <message>
            <source>There is no API key.</source>
            <translation>没有 API 密钥。</translation>
        </message>
        <message>
            <source>What is inside is not UTF-8.</source>
            <translation>里面的内容不是 UTF-8。</translation>
        </message>
        <message>
            <source>The padding is wrong.</source>
            <translation>填充不对。</translation>
        </message>
        <message>
            <source>OpenSSL could not make a certificate.</source>
            <translation>OpenSSL 无法生成证书。</translation>
        </message>
        <message>
            <source>It holds no certificate in PEM form.</source>
            <translation>其中没有 PEM 格式的证书。</translation>
        </message>
        <message>
            <source>The file is far too large.</source>
            <translation>文件过大。</translation>
        </message>
        <message>
            <source>It is not a vault file, or it is cut off.</source>
            <translation>这不是保险库文件，或文件不完整。</translation>
        </message>
        <message>
            <source>Its checksum does not match: some bytes were changed.</source>
            <translation>校验和不符：有字节被改动。</translation>
        </message>
        <message>
            <source>Its contents are not what a vault holds.</source>
            <translation>内容不符合保险库的格式。</translation>
        </message>
        <message>
            <source>It did not answer within five seconds.</source>
            <translation>五秒内没有应答。</translation>
        </message>
        <message>
            <source>This build of Paydesk has no support for keychains.</source>
            <translation>这个 Paydesk 构建不支持系统钥匙串。</translation>
        </message>
        <message>
            <source>a whole number of fen, from 1 to 9999999999</source>
            <translation>以分为单位的整数，1 到 9999999999</translation>
        </message>
        <message>
            <source>1 to 32 of the characters 0-9 A-Z a-z _ - | *</source>
            <translation>1 到 32 个字符，限 0-9 A-Z a-z _ - | *</translation>
        </message>
        <message>
            <source>one JSON object in a line</source>
            <translation>每行一个 JSON 对象</translation>
        </message>
        <message>
            <source>a text or a whole number</source>
            <translation>文本或整数</translation>
        </message>
        <message>
            <source>text in UTF-8</source>
            <translation>UTF-8 文本</translation>
        </message>
        <message>
            <source>every quotation mark is closed</source>
            <translation>引号须成对</translation>
        </message>
        <message>
            <source>as many cells as the header has</source>
            <translation>单元格数须与表头一致</translation>
        </message>
        <message>
            <source>no number twice</source>
            <translation>订单号不得重复</translation>
        </message>
        <message>
            <source>a time in ISO 8601 with its offset</source>
            <translation>带时区偏移的 ISO 8601 时间</translation>
        </message>
        <message>
            <source>MD5 or HMAC-SHA256</source>
            <translation>MD5 或 HMAC-SHA256</translation>
        </message>
        <message>
            <source>JSAPI, NATIVE, APP or MWEB</source>
            <translation>JSAPI、NATIVE、APP 或 MWEB</translation>
        </message>
        <message>
            <source>three capital letters, such as CNY</source>
            <translation>三个大写字母，例如 CNY</translation>
        </message>
        <message>
            <source>an https address without query and without a slash at the end (http only on this machine).</source>
            <translation>https 地址，不带查询参数，末尾不带斜杠（仅本机可用 http）。</translation>
        </message>
        <message>
            <source>letters and digits only; this begins with a byte order mark.</source>
            <translation>只能是字母和数字；当前内容以字节顺序标记（BOM）开头。</translation>
        </message>
        <message>
            <source>letters and digits only; this ends with a line break.</source>
            <translation>只能是字母和数字；当前内容末尾有换行。</translation>
        </message>
        <message>
            <source>letters and digits only; this contains a blank or a line break.</source>
            <translation>只能是字母和数字；当前内容含有空格或换行。</translation>
        </message>
        <message>
            <source>letters and digits only; this contains full-width characters.</source>
            <translation>只能是字母和数字；当前内容含有全角字符。</translation>
        </message>
        <message>
            <source>letters and digits only; this contains characters outside ASCII, perhaps invisible ones.</source>
            <translation>只能是字母和数字；当前内容含有非 ASCII 字符，可能是不可见字符。</translation>
        </message>
        <message>
            <source>letters and digits only; this contains other characters.</source>
            <translation>只能是字母和数字；当前内容含有其他字符。</translation>
        </message>
        <message>
            <source>exactly 32 characters; this has %1.</source>
            <translation>必须正好 32 个字符；当前为 %1 个。</translation>
        </message>
        <message>
            <source>digits and the letters a to f, in lower case; this contains capitals.</source>
            <translation>只能是数字和小写字母 a 到 f；当前内容含有大写字母。</translation>
        </message>
        <message>
            <source>digits and the letters a to f; this contains other letters and may be the API key.</source>
            <translation>只能是数字和字母 a 到 f；当前内容含有其他字母，可能误填了 API 密钥。</translation>
        </message>
        <message>
            <source>1 to 32 of a-z, 0-9, _ and -.</source>
            <translation>1 到 32 个字符，可用 a-z、0-9、_ 和 -。</translation>
        </message>
        <message>
            <source>“sandbox” is the sandbox's own name, and only it is of that kind.</source>
            <translation>“sandbox” 是沙箱专用的名称，也只有它属于沙箱类型。</translation>
        </message>
        <message>
            <source>1 to 128 bytes of printable UTF-8.</source>
            <translation>1 到 128 字节的可打印 UTF-8 文本。</translation>
        </message>
        <message>
            <source>wx and 16 lower-case letters or digits.</source>
            <translation>wx 加 16 位小写字母或数字。</translation>
        </message>
        <message>
            <source>8 to 32 digits.</source>
            <translation>8 到 32 位数字。</translation>
        </message>
        <message>
            <source>an https address of at most 256 bytes without query (http only on this machine).</source>
            <translation>https 地址，不超过 256 字节，不带查询参数（仅本机可用 http）。</translation>
        </message>
        <message>
            <source>a string.</source>
            <translation>必须是字符串。</translation>
        </message>
        <message>
            <source>secrets do not belong in this file; they go into the vault.</source>
            <translation>密钥不能写在此文件中，请存入保险库。</translation>
        </message>
        <message>
            <source>a merchant has no such member.</source>
            <translation>商户没有这个字段。</translation>
        </message>
        <message>
            <source>an object with api and sns.</source>
            <translation>必须是含 api 和 sns 的对象。</translation>
        </message>
        <message>
            <source>MD5 or HMAC-SHA256.</source>
            <translation>MD5 或 HMAC-SHA256。</translation>
        </message>
        <message>
            <source>true or false.</source>
            <translation>true 或 false。</translation>
        </message>
        <message>
            <source>real or sandbox.</source>
            <translation>real 或 sandbox。</translation>
        </message>
        <message>
            <source>a list of merchants.</source>
            <translation>必须是商户列表。</translation>
        </message>
        <message>
            <source>the file has no such member.</source>
            <translation>文件没有这个字段。</translation>
        </message>
        <message>
            <source>the sandbox merchant is fixed.</source>
            <translation>沙箱商户固定不变。</translation>
        </message>
        <message>
            <source>A merchant is one JSON object.</source>
            <translation>一个商户是一个 JSON 对象。</translation>
        </message>
        <message>
            <source>The system gave no memory or no random numbers.</source>
            <translation>系统未能提供足够的内存或随机数。</translation>
        </message>
        <message>
            <source>A part of it was changed after it was written.</source>
            <translation>文件写入后有内容被改动。</translation>
        </message>
        <message>
            <source>An older generation was put in its place while it was open. Lock it, then unlock it to go on with that one.</source>
            <translation>保险库打开期间，文件被换成了较旧的版本。如要继续使用旧版本，请先锁定再解锁。</translation>
        </message>
        <message>
            <source>The file is gone.</source>
            <translation>文件已不存在。</translation>
        </message>
        <message>
            <source>The folder cannot be made.</source>
            <translation>无法创建文件夹。</translation>
        </message>
        <message>
            <source>It is not a file.</source>
            <translation>它不是文件。</translation>
        </message>
        <message>
            <source>It cannot be renamed.</source>
            <translation>无法重命名。</translation>
        </message>
        <message>
            <source>yyyyMMddHHmmss in Beijing time</source>
            <translation>北京时间，格式 yyyyMMddHHmmss</translation>
        </message>
        <message>
            <source>JSON text</source>
            <translation>JSON 文本</translation>
        </message>
        <message>
            <source>UTF-8 text</source>
            <translation>UTF-8 文本</translation>
        </message>
        <message>
            <source>no line breaks or control characters</source>
            <translation>不能含换行或控制字符</translation>
        </message>
        <message>
            <source>JSAPI (mini programs, too), NATIVE, APP or MWEB</source>
            <translation>JSAPI（小程序也用它）、NATIVE、APP 或 MWEB</translation>
        </message>
        <message>
            <source>an absolute http:// or https:// address</source>
            <translation>完整的 http:// 或 https:// 地址</translation>
        </message>
        <message>
            <source>no query string and no fragment</source>
            <translation>不能带查询参数或片段</translation>
        </message>
        <message>
            <source>no user name and no password</source>
            <translation>不能带用户名或密码</translation>
        </message>
        <message>
            <source>https for real merchants</source>
            <translation>真实商户必须用 https</translation>
        </message>
        <message>
            <source>an address that WeChat can reach</source>
            <translation>微信能够访问的地址</translation>
        </message>
        <message>
            <source>an IPv4 or IPv6 address</source>
            <translation>IPv4 或 IPv6 地址</translation>
        </message>
        <message>
            <source>not a further field: Paydesk fills it in</source>
            <translation>不能作为附加字段：由 Paydesk 填写</translation>
        </message>
        <message>
            <source>only for a service provider with the sub merchant&apos;s sub_appid</source>
            <translation>只用于服务商，且须有特约商户的 sub_appid</translation>
        </message>
        <message>
            <source>either openid or sub_openid, not both</source>
            <translation>openid 与 sub_openid 只能填一个</translation>
        </message>
        <message>
            <source>only MICROPAY orders are reversed; others are closed or refunded</source>
            <translation>只有付款码（MICROPAY）订单可以撤销，其他订单用关单或退款</translation>
        </message>
        <message>
            <source>an absolute http(s) address</source>
            <translation>完整的 http(s) 地址</translation>
        </message>
        <message>
            <source>a field name of letters, digits and underscores</source>
            <translation>字段名只能用字母、数字和下划线</translation>
        </message>
        <message>
            <source>only once</source>
            <translation>只能出现一次</translation>
        </message>
        <message>
            <source>only 0-9 A-Z a-z _ - | *</source>
            <translation>只能用 0-9 A-Z a-z _ - | *</translation>
        </message>
        <message>
            <source>The server's certificate is self-signed.</source>
            <translation>服务器证书是自签名的。</translation>
        </message>
        <message>
            <source>The server's certificate has expired.</source>
            <translation>服务器证书已过期。</translation>
        </message>
        <message>
            <source>The server's certificate is not valid yet.</source>
            <translation>服务器证书尚未生效。</translation>
        </message>
        <message>
            <source>The server's certificate was revoked.</source>
            <translation>服务器证书已被吊销。</translation>
        </message>
        <message>
            <source>The server's certificate is blacklisted.</source>
            <translation>服务器证书已列入黑名单。</translation>
        </message>
        <message>
            <source>The server's certificate was issued for another host.</source>
            <translation>服务器证书是签发给另一台主机的。</translation>
        </message>
        <message>
            <source>The server's certificate comes from an unknown authority.</source>
            <translation>服务器证书由未知机构签发。</translation>
        </message>
        <message>
            <source>The server's certificate was issued by a certificate that may not issue any.</source>
            <translation>签发服务器证书的证书无权签发。</translation>
        </message>
        <message>
            <source>The server showed no certificate.</source>
            <translation>服务器没有出示证书。</translation>
        </message>
        <message>
            <source>The server speaks no TLS 1.2 or newer, or broke off the handshake.</source>
            <translation>服务器不支持 TLS 1.2 及以上版本，或中断了握手。</translation>
        </message>
        <message>
            <source>The server speaks no TLS 1.2 or newer.</source>
            <translation>服务器不支持 TLS 1.2 及以上版本。</translation>
        </message>
        <message>
            <source>The server answered without TLS, perhaps in plain HTTP.</source>
            <translation>服务器的应答不是 TLS，可能是明文 HTTP。</translation>
        </message>
        <message>
            <source>The server wants a client certificate, and got none.</source>
            <translation>服务器要求客户端证书，而连接没有出示。</translation>
        </message>
        <message>
            <source>The server's certificate was issued for another IP address or name.</source>
            <translation>服务器的证书是签发给另一个 IP 地址或名称的。</translation>
        </message>
        <message>
            <source>The server's certificate has a weak key.</source>
            <translation>服务器证书的密钥强度不足。</translation>
        </message>
        <message>
            <source>The server's certificate is signed with a weak digest (SHA-1 or older).</source>
            <translation>服务器证书使用了弱摘要算法（SHA-1 或更旧）签名。</translation>
        </message>
        <message>
            <source>The server's certificate was not accepted.</source>
            <translation>服务器证书未被接受。</translation>
        </message>
        <message>
            <source>an http:// or https:// address</source>
            <translation>http:// 或 https:// 地址</translation>
        </message>
        <message>
            <source>The answer was cut short.</source>
            <translation>应答不完整。</translation>
        </message>
        <message>
            <source>The other side closed the connection.</source>
            <translation>对方关闭了连接。</translation>
        </message>
        <message>
            <source>The network failed.</source>
            <translation>网络出错。</translation>
        </message>
        <message>
            <source>It is larger than 64 MiB; split it.</source>
            <translation>文件超过 64 MiB，请拆分后再导入。</translation>
        </message>
        <message>
            <source>It is not a PKCS #12 file.</source>
            <translation>它不是 PKCS #12 文件。</translation>
        </message>
        <message>
            <source>Its password is another one; WeChat makes the merchant id the password.</source>
            <translation>密码不对；微信以商户号作为密码。</translation>
        </message>
        <message>
            <source>It is empty or larger than 256 KiB.</source>
            <translation>文件为空，或大于 256 KiB。</translation>
        </message>
        <message>
            <source>one JSON array of objects</source>
            <translation>一个由对象组成的 JSON 数组</translation>
        </message>
        <message>
            <source>JSON objects, or CSV whose first line names the columns, out_trade_no and total_fee among them</source>
            <translation>JSON 对象，或首行写明列名（须有 out_trade_no 和 total_fee）的 CSV</translation>
        </message>
        <message>
            <source>a list of pairs, [name, value], each of two texts</source>
            <translation>由 [名称, 值] 组成的列表，两者都是文本</translation>
        </message>
        <message>
            <source>a list of texts</source>
            <translation>文本列表</translation>
        </message>
        <message>
            <source>a text</source>
            <translation>一段文本</translation>
        </message>
        <message>
            <source>an object</source>
            <translation>一个对象</translation>
        </message>
        <message>
            <source>a name occurs once</source>
            <translation>同一名称只能出现一次</translation>
        </message>
        <message>
            <source>The answer says SUCCESS, but there is no bill in it.</source>
            <translation>应答说 SUCCESS，里面却没有账单。</translation>
        </message>
        <message>
            <source>A line of it has no end.</source>
            <translation>其中一行没有结尾。</translation>
        </message>
        <message>
            <source>Its last lines, the totals, are missing: it was cut short on the way.</source>
            <translation>缺少末尾的汇总行：传输中断了。</translation>
        </message>
        <message>
            <source>There is more text behind the totals.</source>
            <translation>汇总行后面还有内容。</translation>
        </message>
        <message>
            <source>It does not begin with the names of a bill&apos;s or a fund flow&apos;s columns.</source>
            <translation>开头不是交易账单或资金账单的列名。</translation>
        </message>
        <message>
            <source>The row has another number of cells than the header.</source>
            <translation>这一行的列数与表头不同。</translation>
        </message>
        <message>
            <source>The bill has no such column.</source>
            <translation>账单里没有这一栏。</translation>
        </message>
        <message>
            <source>an amount in yuan with at most two decimals</source>
            <translation>以元为单位、最多两位小数的金额</translation>
        </message>
        <message>
            <source>an amount that is not negative</source>
            <translation>不为负数的金额</translation>
        </message>
        <message>
            <source>a time such as 2026-01-31 08:00:00</source>
            <translation>如 2026-01-31 08:00:00 的时间</translation>
        </message>
        <message>
            <source>SUCCESS, REFUND or REVOKED</source>
            <translation>SUCCESS、REFUND 或 REVOKED</translation>
        </message>
        <message>
            <source>an order number</source>
            <translation>订单号</translation>
        </message>
        <message>
            <source>The bill is another merchant&apos;s than the one in use.</source>
            <translation>这份账单属于另一个商户，不是当前商户的。</translation>
        </message>
        <message>
            <source>收入 or 支出</source>
            <translation>收入或支出</translation>
        </message>
        <message>
            <source>Its rows add up to something else: some were lost or changed.</source>
            <translation>各行合计与汇总不符：有的行丢失或被改动了。</translation>
        </message>
        <message>
            <source>It is longer than 512 MiB.</source>
            <translation>超过 512 MiB。</translation>
        </message>
        <message>
            <source>The totals do not fit their names.</source>
            <translation>汇总值与汇总表头对不上。</translation>
        </message>
        <message>
            <source>The packed bill was cut short.</source>
            <translation>压缩的账单不完整。</translation>
        </message>
        <message>
            <source>Its digest is not the one that came with it.</source>
            <translation>它的摘要与随附的摘要不同。</translation>
        </message>
        <message>
            <source>There is more behind the packed bill.</source>
            <translation>压缩的账单后面还有内容。</translation>
        </message>
        <message>
            <source>The packed bill cannot be unpacked.</source>
            <translation>压缩的账单无法解压。</translation>
        </message>
        <message>
            <source>only digits</source>
            <translation>只能是数字</translation>
        </message>
        <message>
            <source>a day as yyyyMMdd</source>
            <translation>yyyyMMdd 格式的日期</translation>
        </message>
        <message>
            <source>yyyy-MM-dd HH:mm:ss in Beijing time</source>
            <translation>yyyy-MM-dd HH:mm:ss，北京时间</translation>
        </message>
        <message>
            <source>only 0-9 A-Z a-z _ - | * @</source>
            <translation>只能用 0-9 A-Z a-z _ - | * @</translation>
        </message>
        <message>
            <source>WeChat&apos;s payment code: 18 digits, the first two from 10 to 15</source>
            <translation>微信付款码：18 位数字，前两位为 10 到 15</translation>
        </message>
        <message>
            <source>It cannot be written as a PKCS #12 file.</source>
            <translation>它无法写成 PKCS #12 文件。</translation>
        </message>
        <message>
            <source>Its key belongs to another certificate.</source>
            <translation>它的私钥属于另一个证书。</translation>
        </message>
        <message>
            <source>It was valid until that day.</source>
            <translation>它的有效期到这一天为止。</translation>
        </message>
        <message>
            <source>It becomes valid on that day; perhaps this machine&apos;s clock is wrong.</source>
            <translation>它从这一天起才有效；也可能是本机时钟不对。</translation>
        </message>
        <message>
            <source>It is made out to that merchant.</source>
            <translation>它是签发给这个商户的。</translation>
        </message>
        <message>
            <source>It may be under the old RC2 cipher, and this machine&apos;s OpenSSL has no legacy algorithms.</source>
            <translation>它可能用了旧的 RC2 加密，而本机 OpenSSL 没有旧算法。</translation>
        </message>
        <message>
            <source>It does not hold a certificate with its key.</source>
            <translation>里面没有带私钥的证书。</translation>
        </message>
        <message>
            <source>A PEM pair is apiclient_cert.pem and apiclient_key.pem, neither under a password.</source>
            <translation>PEM 文件是 apiclient_cert.pem 和 apiclient_key.pem 一对，都不带密码。</translation>
        </message>
        <message>
            <source>an object with merchant, serial, valid_from and valid_to.</source>
            <translation>带 merchant、serial、valid_from 和 valid_to 的对象。</translation>
        </message>
        <message>
            <source>an object with vault and key_id.</source>
            <translation>须是带 vault 和 key_id 的对象。</translation>
        </message>
        <message>
            <source>no day of the future (in Beijing&apos;s time)</source>
            <translation>不能是未来的日期（北京时间）</translation>
        </message>
        <message>
            <source>a day that is over: WeChat makes the bill on the next morning, until 10:00 Beijing time</source>
            <translation>须为已结束的一天：微信在次日上午生成账单，北京时间 10:00 前完成</translation>
        </message>
        <message>
            <source>a day of the last three months</source>
            <translation>须在最近三个月之内</translation>
        </message>
        <message>
        <source>A file of this name is there already; it is not overwritten.</source>
            <translation>已有同名文件，不会覆盖。</translation>
        </message>
        <message>
            <source>an address such as http://127.0.0.1:8000/notify, without a user or a fragment</source>
            <translation>形如 http://127.0.0.1:8000/notify 的地址，不带用户名和 # 片段</translation>
        </message>
        <message>
            <source>your backend&apos;s address, not the listener&apos;s own: a message would go round for ever</source>
            <translation>你的后端的地址，不能是监听自己的地址，否则消息会无限循环</translation>
        </message>
</context>
    <context>
        <name>Remedy</name>
        <message>
            <source>Open the settings</source>
            <translation>打开设置</translation>
        </message>
        <message>
            <source>See the signature</source>
            <translation>看签名</translation>
        </message>
        <message>
            <source>See the exchange</source>
            <translation>看交互</translation>
        </message>
        <message>
            <source>See the notifications</source>
            <translation>看通知</translation>
        </message>
        <message>
            <source>Take a new number</source>
            <translation>换新单号</translation>
        </message>
        <message>
            <source>Start the sandbox</source>
            <translation>启动沙箱</translation>
        </message>
        <message>
            <source>It asks for a password.</source>
            <translation>它要求密码。</translation>
        </message>
        <message>
            <source>It does not answer, or makes no tunnel to there.</source>
            <translation>它没有应答，或不肯建立到那里的隧道。</translation>
        </message>
        <message>
            <source>http://host:port without user and password, or “direct”, or nothing for the system's.</source>
            <translation>http://主机:端口，不带用户名和密码；或 direct；留空则用系统的。</translation>
        </message>
    </context>
    <context>
        <name>NoticeFaults</name>
        <message>
            <source>The amount was changed after signing.</source>
            <translation>签名之后金额被改动。</translation>
        </message>
        <message>
            <source>Signed with a key that nobody has.</source>
            <translation>用一个无人持有的密钥签名。</translation>
        </message>
        <message>
            <source>One fen too much; the signature is right.</source>
            <translation>金额多一分，签名正确。</translation>
        </message>
        <message>
            <source>The right number in another currency.</source>
            <translation>数额正确，币种不同。</translation>
        </message>
        <message>
            <source>Another merchant&apos;s; the signature is right.</source>
            <translation>属于另一商户，签名正确。</translation>
        </message>
        <message>
            <source>It carries no signature.</source>
            <translation>没有签名。</translation>
        </message>
        <message>
            <source>The message ends in the middle.</source>
            <translation>报文中途截断。</translation>
        </message>
        <message>
            <source>It declares an entity (XXE); whoever expands it finds the signature right.</source>
            <translation>报文声明了实体（XXE）；展开实体者会认为签名正确。</translation>
        </message>
        <message>
            <source>Rightly signed, for an order that nobody placed.</source>
            <translation>签名正确，但订单并不存在。</translation>
        </message>
        <message>
            <source>result_code FAIL, rightly signed: received, and the order stays unpaid.</source>
            <translation>result_code 为 FAIL，签名正确：应答已收到，订单仍为未支付。</translation>
        </message>
        <message>
            <source>The right message, and once more with another nonce_str.</source>
            <translation>先发正确的通知，再换一个 nonce_str 重发一次。</translation>
        </message>
        <message>
            <source>The right message, then another payment of the same order.</source>
            <translation>先发正确的通知，再发同一订单的另一笔支付。</translation>
        </message>
    </context>
    <context>
        <name>SandboxFaults</name>
        <message>
            <source>There is no interface named %1.</source>
            <translation>没有名为 %1 的接口。</translation>
        </message>
        <message>
            <source>The fault %1 cannot strike at %2.</source>
            <translation>故障 %1 不能作用于 %2。</translation>
        </message>
        <message>
            <source>The fault err-code needs a documented err_code.</source>
            <translation>故障 err-code 需要一个文档中有的 err_code。</translation>
        </message>
        <message>
            <source>A fault strikes 0 (always) or more times, and lasts a day at most.</source>
            <translation>故障次数为 0（一直有效）或更多，最长持续一天。</translation>
        </message>
        <message>
            <source>The message is lost: nothing was done and nothing comes back.</source>
            <translation>消息丢失：什么也没做，也没有回应。</translation>
        </message>
        <message>
            <source>The message comes late.</source>
            <translation>消息迟到。</translation>
        </message>
        <message>
            <source>The notification is sent once more, even though it was answered SUCCESS.</source>
            <translation>已应答 SUCCESS 的通知再发一次。</translation>
        </message>
        <message>
            <source>The notification waits until another one has overtaken it.</source>
            <translation>通知等到另一条先到之后再发。</translation>
        </message>
        <message>
            <source>A field is changed after signing.</source>
            <translation>签名之后改动一个字段。</translation>
        </message>
        <message>
            <source>The message is signed with another key.</source>
            <translation>消息用别的密钥签名。</translation>
        </message>
        <message>
            <source>The amount is one fen too much; the signature is right.</source>
            <translation>金额多一分，签名正确。</translation>
        </message>
        <message>
            <source>The message names another merchant; the signature is right.</source>
            <translation>消息写着别的商户号，签名正确。</translation>
        </message>
        <message>
            <source>The message carries no signature.</source>
            <translation>消息不带签名。</translation>
        </message>
        <message>
            <source>The payer has to enter the password first (USERPAYING).</source>
            <translation>付款人需先输入密码（USERPAYING）。</translation>
        </message>
        <message>
            <source>Nothing was done; the answer is SYSTEMERROR.</source>
            <translation>什么也没做，应答 SYSTEMERROR。</translation>
        </message>
        <message>
            <source>The payer&apos;s bank fails (BANKERROR).</source>
            <translation>付款人的银行出错（BANKERROR）。</translation>
        </message>
        <message>
            <source>Nothing was done; the answer is this err_code.</source>
            <translation>什么也没做，应答指定的 err_code。</translation>
        </message>
        <message>
            <source>No answer comes, and nothing was done.</source>
            <translation>没有应答，也什么都没做。</translation>
        </message>
        <message>
            <source>It was done, and no answer comes.</source>
            <translation>已经处理，但没有应答。</translation>
        </message>
        <message>
            <source>It was done; half of the answer comes.</source>
            <translation>已经处理，应答只到一半。</translation>
        </message>
        <message>
            <source>The answer trickles in.</source>
            <translation>应答一点一点地到。</translation>
        </message>
        <message>
            <source>The refund cannot reach the payer (CHANGE).</source>
            <translation>退款无法到达付款人（CHANGE）。</translation>
        </message>
        <message>
            <source>The refund is closed (REFUNDCLOSE).</source>
            <translation>退款关闭（REFUNDCLOSE）。</translation>
        </message>
        <message>
            <source>Planted: %1</source>
            <translation>人为故障：%1</translation>
        </message>
    </context>
    <context>
        <name>SandboxLevers</name>
        <message>
            <source>The body is not a JSON object.</source>
            <translation>请求体不是 JSON 对象。</translation>
        </message>
        <message>
            <source>There is no fault named %1.</source>
            <translation>没有名为 %1 的故障。</translation>
        </message>
        <message>
            <source>No planted fault has this id.</source>
            <translation>没有这个编号的故障。</translation>
        </message>
        <message>
            <source>Time moves forward only: tell forward, in seconds, or to, a later moment in ISO 8601.</source>
            <translation>时间只能向前：用 forward 给出秒数，或用 to 给出更晚的 ISO 8601 时刻。</translation>
        </message>
    </context>
    <context>
        <name>SandboxWhy</name>
        <message>
            <source>A web page or a foreign Host name must not reach the sandbox.</source>
            <translation>网页或外来的 Host 不得访问沙箱。</translation>
        </message>
        <message>
            <source>This interface asks for the merchant&apos;s client certificate, and none was shown.</source>
            <translation>该接口要求商户的客户端证书，而请求没有出示证书。</translation>
        </message>
        <message>
            <source>The client certificate was not issued by this sandbox&apos;s authority; the right one is apiclient_cert.p12 in its data folder.</source>
            <translation>客户端证书不是这个沙箱的 CA 签发的；应当使用沙箱数据目录里的 apiclient_cert.p12。</translation>
        </message>
        <message>
            <source>The client certificate has expired.</source>
            <translation>客户端证书已过期。</translation>
        </message>
        <message>
            <source>The client certificate is not valid yet.</source>
            <translation>客户端证书尚未生效。</translation>
        </message>
        <message>
            <source>The client certificate is made out to %1.</source>
            <translation>客户端证书是签发给 %1 的。</translation>
        </message>
        <message>
            <source>This interface takes POST only.</source>
            <translation>该接口只接受 POST。</translation>
        </message>
        <message>
            <source>The request has no body.</source>
            <translation>请求没有报文体。</translation>
        </message>
        <message>
            <source>The body is not UTF-8.</source>
            <translation>报文体不是 UTF-8 编码。</translation>
        </message>
        <message>
            <source>The body is not one flat XML document: %1</source>
            <translation>报文体不是一层结构的 XML 文档：%1</translation>
        </message>
        <message>
            <source>The required field %1 is missing or empty.</source>
            <translation>必填字段 %1 缺失或为空。</translation>
        </message>
        <message>
            <source>The field %1 is longer than documented.</source>
            <translation>字段 %1 超过文档规定的长度。</translation>
        </message>
        <message>
            <source>The field %1 does not have the documented form.</source>
            <translation>字段 %1 不符合文档规定的格式。</translation>
        </message>
        <message>
            <source>The field %1 belongs to another interface.</source>
            <translation>字段 %1 属于另一个接口。</translation>
        </message>
        <message>
            <source>An appid has 18 characters; look for a blank at its end.</source>
            <translation>appid 为 18 个字符；请检查末尾是否有空格。</translation>
        </message>
        <message>
            <source>The sandbox knows its own published appid only.</source>
            <translation>沙箱只认识它自己公布的 appid。</translation>
        </message>
        <message>
            <source>The sandbox knows its own published mch_id only.</source>
            <translation>沙箱只认识它自己公布的 mch_id。</translation>
        </message>
        <message>
            <source>This appid exists, and is not bound to this mch_id.</source>
            <translation>该 appid 存在，但未与此 mch_id 绑定。</translation>
        </message>
        <message>
            <source>A signature has 32 characters with MD5 and 64 with HMAC-SHA256.</source>
            <translation>MD5 签名为 32 个字符，HMAC-SHA256 签名为 64 个字符。</translation>
        </message>
        <message>
            <source>The sign type is spelt exactly MD5 or HMAC-SHA256.</source>
            <translation>签名类型只能写作 MD5 或 HMAC-SHA256。</translation>
        </message>
        <message>
            <source>The signature does not fit the fields under the sandbox's API key.</source>
            <translation>用沙箱的 API 密钥计算，签名与字段不符。</translation>
        </message>
        <message>
            <source>total_fee is a whole number of fen above 0, written in digits only.</source>
            <translation>total_fee 是大于 0 的整数（单位：分），只能写数字。</translation>
        </message>
        <message>
            <source>total_fee is above ten million yuan.</source>
            <translation>total_fee 超过一千万元。</translation>
        </message>
        <message>
            <source>time_expire lies less than a minute ahead; it is written in Beijing time (UTC+8).</source>
            <translation>time_expire 距现在不足 1 分钟；它应写北京时间（UTC+8）。</translation>
        </message>
        <message>
            <source>notify_url is an absolute http or https address without a query.</source>
            <translation>notify_url 应为完整的 http 或 https 地址，且不带查询参数。</translation>
        </message>
        <message>
            <source>trade_type JSAPI needs the payer's openid.</source>
            <translation>trade_type 为 JSAPI 时必须传付款人的 openid。</translation>
        </message>
        <message>
            <source>An openid has 28 characters and begins with o.</source>
            <translation>openid 为 28 个字符，以 o 开头。</translation>
        </message>
        <message>
            <source>This openid was not given out under this appid; get one with a login code.</source>
            <translation>该 openid 不是在此 appid 下取得的；请用登录 code 换取。</translation>
        </message>
        <message>
            <source>The sandbox has no such order.</source>
            <translation>沙箱没有这个订单。</translation>
        </message>
        <message>
            <source>This out_trade_no was placed before with another %1; only identical parameters may be sent again.</source>
            <translation>该 out_trade_no 之前下单时的 %1 不同；重复下单时参数必须完全一致。</translation>
        </message>
        <message>
            <source>The order is paid already.</source>
            <translation>订单已支付。</translation>
        </message>
        <message>
            <source>The order was closed.</source>
            <translation>订单已关闭。</translation>
        </message>
        <message>
            <source>The order's time is over.</source>
            <translation>订单已过期。</translation>
        </message>
        <message>
            <source>package is prepay_id= followed by the prepay_id.</source>
            <translation>package 应为 prepay_id= 加上 prepay_id 的值。</translation>
        </message>
        <message>
            <source>The sandbox never gave out this prepay_id.</source>
            <translation>沙箱从未给出过这个 prepay_id。</translation>
        </message>
        <message>
            <source>The order&apos;s trade_type is %1, which is paid at another front end.</source>
            <translation>这笔订单的 trade_type 是 %1，应在别的前端支付。</translation>
        </message>
        <message>
            <source>partnerid is the merchant&apos;s mch_id.</source>
            <translation>partnerid 应是商户号 mch_id。</translation>
        </message>
        <message>
            <source>An application&apos;s package is Sign=WXPay; the prepay_id stands in prepayid.</source>
            <translation>APP 的 package 固定为 Sign=WXPay，prepay_id 放在 prepayid 中。</translation>
        </message>
        <message>
            <source>An mweb_url is opened within five minutes.</source>
            <translation>mweb_url 须在五分钟内打开。</translation>
        </message>
        <message>
            <source>The prepay_id or the QR code is older than two hours; place the order again unchanged.</source>
            <translation>prepay_id 或二维码已超过两小时；请用原参数重新下单。</translation>
        </message>
        <message>
            <source>appId is not the appid the order was placed with.</source>
            <translation>appId 不是下单时的 appid。</translation>
        </message>
        <message>
            <source>signType is not the sign type the order was placed with.</source>
            <translation>signType 与下单时的签名类型不一致。</translation>
        </message>
        <message>
            <source>The order was placed for another openid than the paying customer's.</source>
            <translation>下单时的 openid 不是付款人的 openid。</translation>
        </message>
        <message>
            <source>This out_trade_no belongs to an order of another kind; take a new one.</source>
            <translation>该商户订单号属于另一类订单，请换一个。</translation>
        </message>
        <message>
            <source>A payment by a code that was scanned is not closed, but reversed.</source>
            <translation>付款码支付不能关闭，只能撤销。</translation>
        </message>
        <message>
            <source>The order was reversed.</source>
            <translation>该订单已撤销。</translation>
        </message>
        <message>
            <source>This out_refund_no belongs to a refund of another order.</source>
            <translation>这个 out_refund_no 属于另一笔订单的退款。</translation>
        </message>
        <message>
            <source>This out_refund_no was sent before with other amounts; only identical ones may be sent again.</source>
            <translation>这个 out_refund_no 之前用别的金额发过；重发时金额必须完全一致。</translation>
        </message>
        <message>
            <source>total_fee is not the amount of the order.</source>
            <translation>total_fee 不是该订单的金额。</translation>
        </message>
        <message>
            <source>The order was paid more than a year ago.</source>
            <translation>该订单支付已超过一年。</translation>
        </message>
        <message>
            <source>The order was refunded wholly before.</source>
            <translation>该订单之前已全额退款。</translation>
        </message>
        <message>
            <source>The refunds of the order would exceed what was paid.</source>
            <translation>累计退款会超过实付金额。</translation>
        </message>
        <message>
            <source>An order can be refunded in at most 50 parts.</source>
            <translation>一笔订单最多分 50 次退款。</translation>
        </message>
        <message>
            <source>The order was not paid.</source>
            <translation>该订单没有支付。</translation>
        </message>
        <message>
            <source>The order's state does not allow a refund.</source>
            <translation>该订单的状态不允许退款。</translation>
        </message>
        <message>
            <source>The account does not hold so much: unsettled funds are what was paid today, the balance is what was paid on earlier days.</source>
            <translation>账户里没有这么多钱：未结算资金是今天的收款，可用余额是之前的收款。</translation>
        </message>
        <message>
            <source>The sandbox has no such refund.</source>
            <translation>沙箱里没有这笔退款。</translation>
        </message>
        <message>
            <source>A payment code has 18 digits.</source>
            <translation>付款码是 18 位数字。</translation>
        </message>
        <message>
            <source>A WeChat payment code begins with 10 to 15.</source>
            <translation>微信付款码以 10 到 15 开头。</translation>
        </message>
        <message>
            <source>The payment code is older than a minute.</source>
            <translation>付款码已超过一分钟。</translation>
        </message>
        <message>
            <source>The payment code was charged before.</source>
            <translation>付款码已经用过。</translation>
        </message>
        <message>
            <source>The payer is entering the password.</source>
            <translation>付款人正在输入密码。</translation>
        </message>
        <message>
            <source>The payer gave up, or the bank refused.</source>
            <translation>付款人放弃了，或银行拒绝了。</translation>
        </message>
        <message>
            <source>The payer has too little money.</source>
            <translation>付款人余额不足。</translation>
        </message>
        <message>
            <source>The payer's card may not be used here.</source>
            <translation>付款人的卡不能在这里使用。</translation>
        </message>
        <message>
            <source>Only a payment by a scanned code can be reversed.</source>
            <translation>只有付款码支付才能撤销。</translation>
        </message>
        <message>
            <source>The order was refunded before.</source>
            <translation>该订单之前退过款。</translation>
        </message>
        <message>
            <source>The payment is older than seven days.</source>
            <translation>支付已超过七天。</translation>
        </message>
        <message>
            <source>Nothing of this kind happened that day, or the day is not within the last three months.</source>
            <translation>当天没有这类账目，或日期不在最近三个月之内。</translation>
        </message>
        <message>
            <source>This interface takes HMAC-SHA256 only.</source>
            <translation>这个接口只接受 HMAC-SHA256。</translation>
        </message>
    </context>
    <context>
        <name>SandboxXml</name>
        <message>
            <source>Only text may stand inside a field.</source>
            <translation>字段内只能是文本。</translation>
        </message>
        <message>
            <source>Text stands outside the fields.</source>
            <translation>字段之外出现了文本。</translation>
        </message>
        <message>
            <source>The field %1 appears twice.</source>
            <translation>字段 %1 出现了两次。</translation>
        </message>
        <message>
            <source>A character is not allowed in XML.</source>
            <translation>含有 XML 不允许的字符。</translation>
        </message>
        <message>
            <source>The root element is not xml.</source>
            <translation>根节点不是 xml。</translation>
        </message>
    </context>
    <context>
        <name>TextInput</name>
        <message>
            <source>The option --data-urlencode is not read. Give the data as it is sent.</source>
            <translation>不支持 --data-urlencode 选项，请给出实际发送的数据。</translation>
        </message>
        <message>
            <source>The data comes from the file %1. Paste the file's text instead.</source>
            <translation>数据来自文件 %1，请改为粘贴文件内容。</translation>
        </message>
        <message>
            <source>A quote does not end.</source>
            <translation>有引号没有结束。</translation>
        </message>
        <message>
            <source>The outermost value must be an object.</source>
            <translation>最外层必须是对象。</translation>
        </message>
        <message>
            <source>More text follows the object.</source>
            <translation>对象之后还有其他文本。</translation>
        </message>
        <message>
            <source>A comma or a closing brace is missing.</source>
            <translation>缺少逗号或右花括号。</translation>
        </message>
        <message>
            <source>A colon is missing.</source>
            <translation>缺少冒号。</translation>
        </message>
        <message>
            <source>A text in double quotes is missing.</source>
            <translation>缺少双引号括起的文本。</translation>
        </message>
        <message>
            <source>A control character stands in a text.</source>
            <translation>文本中有控制字符。</translation>
        </message>
        <message>
            <source>A \u escape is malformed.</source>
            <translation>\u 转义格式错误。</translation>
        </message>
        <message>
            <source>An escape is unknown.</source>
            <translation>无法识别的转义。</translation>
        </message>
        <message>
            <source>A number is malformed.</source>
            <translation>数字格式错误。</translation>
        </message>
        <message>
            <source>A value is missing.</source>
            <translation>缺少值。</translation>
        </message>
        <message>
            <source>Values are nested too deeply.</source>
            <translation>嵌套过深。</translation>
        </message>
        <message>
            <source>A comma or a closing bracket is missing.</source>
            <translation>缺少逗号或右方括号。</translation>
        </message>
        <message>
            <source>The text is not made of name=value pairs.</source>
            <translation>文本不是 name=value 形式。</translation>
        </message>
        <message>
            <source>A percent-encoded value is not UTF-8.</source>
            <translation>有百分号编码的值不是 UTF-8。</translation>
        </message>
        <message>
            <source>An opening brace is missing.</source>
            <translation>缺少左花括号。</translation>
        </message>
        <message>
            <source>The value of %1 is not in the text.</source>
            <translation>文本中没有 %1 的值。</translation>
        </message>
        <message>
            <source>A name is missing.</source>
            <translation>缺少名称。</translation>
        </message>
        <message>
            <source>The value of %1 is an expression, not a text.</source>
            <translation>%1 的值是表达式，不是文本。</translation>
        </message>
        <message>
            <source>The object does not end.</source>
            <translation>对象没有结束。</translation>
        </message>
        <message>
            <source>The curl command sends no data.</source>
            <translation>这条 curl 命令没有发送数据。</translation>
        </message>
        <message>
            <source>The text is larger than a mebibyte.</source>
            <translation>文本超过 1 MiB。</translation>
        </message>
        <message>
            <source>There is nothing to read.</source>
            <translation>没有可读取的内容。</translation>
        </message>
        <message>
            <source>The text is not UTF-8.</source>
            <translation>文本不是 UTF-8。</translation>
        </message>
        <message>
            <source>The outermost value must be an array.</source>
            <translation>最外层必须是数组。</translation>
        </message>
        <message>
            <source>The case is larger than four mebibytes.</source>
            <translation>案例超过 4 MiB。</translation>
        </message>
    </context>
    <context>
        <name>XmlGate</name>
        <message>
            <source>The root element has another name.</source>
            <translation>根元素的名称不对。</translation>
        </message>
        <message>
            <source>A field contains another element.</source>
            <translation>有字段内含其他元素。</translation>
        </message>
        <message>
            <source>A field occurs twice.</source>
            <translation>有字段重复出现。</translation>
        </message>
        <message>
            <source>Text stands outside of the fields.</source>
            <translation>字段之外有文本。</translation>
        </message>
        <message>
            <source>The document ends too early.</source>
            <translation>文档不完整。</translation>
        </message>
        <message>
            <source>The text is not valid UTF-8.</source>
            <translation>文本不是有效的 UTF-8。</translation>
        </message>
        <message>
            <source>A control character (code %1) is forbidden in XML.</source>
            <translation>XML 中不允许出现控制字符（代码 %1）。</translation>
        </message>
        <message>
            <source>The characters U+FFFE and U+FFFF are forbidden in XML.</source>
            <translation>XML 中不允许出现字符 U+FFFE 和 U+FFFF。</translation>
        </message>
        <message>
            <source>The XML declaration does not end.</source>
            <translation>XML 声明没有结束。</translation>
        </message>
        <message>
            <source>The XML declaration is malformed.</source>
            <translation>XML 声明格式错误。</translation>
        </message>
        <message>
            <source>The XML declaration names another encoding than UTF-8.</source>
            <translation>XML 声明的编码不是 UTF-8。</translation>
        </message>
        <message>
            <source>The XML declaration names another version than 1.0.</source>
            <translation>XML 声明的版本不是 1.0。</translation>
        </message>
        <message>
            <source>A comment does not end.</source>
            <translation>有注释没有结束。</translation>
        </message>
        <message>
            <source>A CDATA section does not end.</source>
            <translation>有 CDATA 段没有结束。</translation>
        </message>
        <message>
            <source>Document type and entity declarations (&lt;!DOCTYPE, &lt;!ENTITY) are refused.</source>
            <translation>不接受文档类型和实体声明（&lt;!DOCTYPE、&lt;!ENTITY）。</translation>
        </message>
        <message>
            <source>Processing instructions are refused.</source>
            <translation>不接受处理指令。</translation>
        </message>
        <message>
            <source>An element has no name.</source>
            <translation>有元素没有名称。</translation>
        </message>
        <message>
            <source>An element's name is longer than %1 bytes.</source>
            <translation>有元素名称超过 %1 字节。</translation>
        </message>
        <message>
            <source>Names with a namespace prefix are refused.</source>
            <translation>不接受带命名空间前缀的名称。</translation>
        </message>
        <message>
            <source>Attributes are refused.</source>
            <translation>不接受属性。</translation>
        </message>
        <message>
            <source>A tag does not end.</source>
            <translation>有标签没有结束。</translation>
        </message>
        <message>
            <source>There are more than %1 elements.</source>
            <translation>元素超过 %1 个。</translation>
        </message>
        <message>
            <source>Elements are nested deeper than %1 levels.</source>
            <translation>元素嵌套超过 %1 层。</translation>
        </message>
        <message>
            <source>An end tag has no start tag.</source>
            <translation>有结束标签没有对应的开始标签。</translation>
        </message>
        <message>
            <source>The message is larger than %1 bytes.</source>
            <translation>报文超过 %1 字节。</translation>
        </message>
        <message>
            <source>This is no XML: it does not begin with “&lt;”.</source>
            <translation>这不是 XML：开头不是“&lt;”。</translation>
        </message>
        <message>
            <source>Something stands behind the root element.</source>
            <translation>根元素之后还有内容。</translation>
        </message>
        <message>
            <source>An element&apos;s name has a character that is not allowed there.</source>
            <translation>有元素名称含不允许的字符。</translation>
        </message>
        <message>
            <source>An end tag does not fit its start tag.</source>
            <translation>有结束标签与开始标签不匹配。</translation>
        </message>
        <message>
            <source>A comment contains two hyphens.</source>
            <translation>注释里有两个连字符。</translation>
        </message>
        <message>
            <source>“]]&gt;” stands outside of a CDATA section.</source>
            <translation>“]]&gt;”出现在 CDATA 段之外。</translation>
        </message>
        <message>
            <source>An entity is unknown, or numbers a character that XML forbids.</source>
            <translation>有未知实体，或字符编号是 XML 不允许的。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::AboutSection</name>
        <message>
            <source>A merchant's console for WeChat Pay: place, sign, pay, be notified, query. Licence: Apache-2.0.</source>
            <translation>微信支付商户调试台：下单、签名、付款、通知、查单。许可证：Apache-2.0。</translation>
        </message>
        <message>
            <source>No telemetry, no account, no update check: it talks to the gateway of the merchant in use and to nobody else.</source>
            <translation>没有遥测，不需要账号，不检查更新：只与当前商户的网关通信，不联系任何其他地址。</translation>
        </message>
        <message>
            <source>Data folder</source>
            <translation>数据文件夹</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Merchants, vault, history and settings. Copy it whole, with Paydesk closed, and you have a backup.</source>
            <translation>商户、保险库、历史和设置都在这里。退出 Paydesk 后整个复制，就是一份备份。</translation>
        </message>
        <message>
            <source>Made with</source>
            <translation>所用组件</translation>
        </message>
        <message>
            <source>%1, licence %2</source>
            <translation>%1，许可证 %2</translation>
        </message>
        <message>
            <source>none needed (public domain)</source>
            <translation>无需许可（公有领域）</translation>
        </message>
    </context>
    <context>
        <name>paydesk::BytesCard</name>
        <message>
            <source>%1 bytes shown, UTF-8, key masked</source>
            <translation>显示 %1 字节，UTF-8，密钥已遮盖</translation>
        </message>
        <message>
            <source>Choose a field in the table</source>
            <translation>请在表格里选一个字段</translation>
        </message>
        <message>
            <source>The value of %1 in three encodings</source>
            <translation>%1 的值在三种编码下</translation>
        </message>
        <message>
            <source>cannot hold it</source>
            <translation>无法表示</translation>
        </message>
        <message>
            <source>%1 B</source>
            <comment>bytes</comment>
            <translation>%1 B</translation>
        </message>
        <message>
            <source>Bytes</source>
            <translation>字节视图</translation>
        </message>
        <message>
            <source>Yours</source>
            <translation>您的</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>正确</translation>
        </message>
        <message>
            <source>Encodings</source>
            <translation>编码</translation>
        </message>
        <message>
            <source>Your string gives</source>
            <translation>您的签名串算得</translation>
        </message>
        <message>
            <source>Your signature</source>
            <translation>您的签名</translation>
        </message>
        <message>
            <source>Right signature</source>
            <translation>正确签名</translation>
        </message>
    </context>
    <context>
        <name>paydesk::CertificateInput</name>
        <message>
            <source>Import the certificate</source>
            <translation>导入证书</translation>
        </message>
        <message>
            <source>Certificates (*.p12 *.pfx)</source>
            <translation>证书 (*.p12 *.pfx)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>no file chosen</source>
            <translation>未选择文件</translation>
        </message>
        <message>
            <source>%1, saved</source>
            <translation>%1，已保存</translation>
        </message>
        <message>
            <source>Import .p12</source>
            <translation>导入 .p12</translation>
        </message>
        <message>
            <source>apiclient_cert.p12 of the merchant platform; needed for refunds only.</source>
            <translation>商户平台下载的 apiclient_cert.p12，只有退款需要。</translation>
        </message>
        <message>
            <source>Password of the certificate</source>
            <translation>证书密码</translation>
        </message>
        <message>
            <source>WeChat makes the mch_id the password.</source>
            <translation>微信以商户号 mch_id 作为密码。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::ChangePasswordDialog</name>
        <message>
            <source>Change the vault password</source>
            <translation>修改保险库密码</translation>
        </message>
        <message>
            <source>The keys stay as they are. The old password opens neither the vault nor its previous copy afterwards; backups elsewhere keep it.</source>
            <translation>密钥不变。此后旧密码打不开保险库，也打不开它的上一份副本；别处的备份仍用旧密码。</translation>
        </message>
        <message>
            <source>Change password</source>
            <translation>修改密码</translation>
        </message>
        <message>
            <source>Present password</source>
            <translation>现在的密码</translation>
        </message>
        <message>
            <source>New vault password</source>
            <translation>新的保险库密码</translation>
        </message>
        <message>
            <source>At least %1 characters; a few random words are good.</source>
            <translation>至少 %1 个字符，几个随机的词就很好。</translation>
        </message>
        <message>
            <source>The same once more</source>
            <translation>再输入一次</translation>
        </message>
    </context>
    <context>
        <name>paydesk::CheckSteps</name>
        <message>
            <source>XML parsed, no DOCTYPE</source>
            <translation>XML 可解析，无 DOCTYPE</translation>
        </message>
        <message>
            <source>return_code is SUCCESS</source>
            <translation>return_code = SUCCESS</translation>
        </message>
        <message>
            <source>All required fields are there</source>
            <translation>必填字段齐全</translation>
        </message>
        <message>
            <source>Our appid and mch_id</source>
            <translation>appid / mch_id 属于本商户</translation>
        </message>
        <message>
            <source>Signature matches</source>
            <translation>签名一致</translation>
        </message>
        <message>
            <source>result_code is SUCCESS</source>
            <translation>result_code = SUCCESS</translation>
        </message>
        <message>
            <source>The order is known</source>
            <translation>订单在本机有记录</translation>
        </message>
        <message>
            <source>The order is paid</source>
            <translation>订单已支付</translation>
        </message>
        <message>
            <source>Amount matches</source>
            <translation>金额一致</translation>
        </message>
        <message>
            <source>Currency matches</source>
            <translation>币种一致</translation>
        </message>
        <message>
            <source>transaction_id is unique</source>
            <translation>微信单号未被其他订单使用</translation>
        </message>
        <message>
            <source>The refund is known</source>
            <translation>退款已知</translation>
        </message>
        <message>
            <source>req_info decrypted with our key</source>
            <translation>req_info 已用我方密钥解密</translation>
        </message>
        <message>
            <source>Booked for the first time</source>
            <translation>首次入账（幂等）</translation>
        </message>
        <message>
            <source>Does not hold: %1</source>
            <translation>不成立：%1</translation>
        </message>
        <message>
            <source>Not run</source>
            <translation>未执行</translation>
        </message>
    </context>
    <context>
        <name>paydesk::CheckoutPage</name>
        <message>
            <source>Mini program</source>
            <translation>小程序接入</translation>
        </message>
        <message>
            <source>Faults and time</source>
            <translation>故障与时间</translation>
        </message>
        <message>
            <source>Plant faults in the sandbox, and move its time forward</source>
            <translation>在沙箱里埋设故障、拨快时间</translation>
        </message>
        <message>
            <source>Faults: %1</source>
            <translation>故障 %1</translation>
        </message>
        <message>
            <source>Sandbox merchant</source>
            <translation>沙箱商户</translation>
        </message>
        <message>
            <source>The sandbox gateway is not running.</source>
            <translation>沙箱网关没有启动。</translation>
        </message>
        <message>
            <source>Orders can be placed as soon as it runs.</source>
            <translation>启动之后就可以下单。</translation>
        </message>
        <message>
            <source>Real merchant</source>
            <translation>真实商户</translation>
        </message>
        <message>
            <source>Place a real order with %1 (%2)?</source>
            <translation>用真实商户 %1（%2）下单吗？</translation>
        </message>
        <message>
            <source>The request goes to WeChat Pay. Whoever pays this order pays real money. This question is asked once a session.</source>
            <translation>请求会发往微信支付。谁付这笔订单，付的就是真钱。本次运行只问这一次。</translation>
        </message>
        <message>
            <source>Place the real order</source>
            <translation>下真实订单</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Checkout</source>
            <translation>收银台</translation>
        </message>
        <message>
            <source>Place a test order and see every step with your own eyes</source>
            <translation>下一笔测试订单，亲眼看完每一步</translation>
        </message>
        <message>
            <source>Real merchant: orders go to WeChat Pay, and real money is paid</source>
            <translation>真实商户：订单会发往微信支付，付的是真钱</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>重置</translation>
        </message>
        <message>
            <source>Connect a mini program</source>
            <translation>小程序接入</translation>
        </message>
        <message>
            <source>Run it all</source>
            <translation>一键走完</translation>
        </message>
        <message>
            <source>Pay as the customer</source>
            <translation>替用户付款</translation>
        </message>
        <message>
            <source>Cancel as the customer</source>
            <translation>替用户取消</translation>
        </message>
        <message>
            <source>Pay without funds as the customer</source>
            <translation>替用户付款，但余额不足</translation>
        </message>
    </context>
    <context>
        <name>paydesk::ComparisonModel</name>
        <message>
            <source>(not part of the call)</source>
            <translation>（调用里不带）</translation>
        </message>
        <message>
            <source>(not pasted)</source>
            <translation>（未粘贴）</translation>
        </message>
        <message>
            <source>(missing)</source>
            <translation>（缺少）</translation>
        </message>
        <message>
            <source>(empty, not signed)</source>
            <translation>（空值，不参与签名）</translation>
        </message>
        <message>
            <source>(the signature, not signed)</source>
            <translation>（签名本身，不参与签名）</translation>
        </message>
        <message>
            <source>(none)</source>
            <translation>（没有）</translation>
        </message>
        <message>
            <source>%1; %2</source>
            <comment>two findings about one field</comment>
            <translation>%1；%2</translation>
        </message>
        <message>
            <source>same</source>
            <translation>一致</translation>
        </message>
        <message>
            <source>not signed, as it should be</source>
            <translation>不参与签名，正确</translation>
        </message>
        <message>
            <source>signed, though not in the call</source>
            <translation>调用里不带，但要参与签名</translation>
        </message>
        <message>
            <source>not compared</source>
            <translation>未比较</translation>
        </message>
        <message>
            <source>value differs</source>
            <translation>值不同</translation>
        </message>
        <message>
            <source>value differs: %1 bytes, not %2</source>
            <translation>值不同：%1 字节，应为 %2</translation>
        </message>
        <message>
            <source>missing in yours</source>
            <translation>您的签名串缺少此字段</translation>
        </message>
        <message>
            <source>does not belong here</source>
            <translation>多出的字段</translation>
        </message>
        <message>
            <source>empty value was signed</source>
            <translation>空值参与了签名</translation>
        </message>
        <message>
            <source>the signature was signed</source>
            <translation>签名本身参与了签名</translation>
        </message>
        <message>
            <source>another key: %1 bytes, right %2</source>
            <translation>密钥不同：%1 字节，正确的 %2 字节</translation>
        </message>
        <message>
            <source>#</source>
            <translation>序</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>判定</translation>
        </message>
        <message>
            <source>out of order (place %1)</source>
            <translation>位次不对（在第 %1 位）</translation>
        </message>
        <message>
            <source>%1 bytes, not %2: extra %3</source>
            <translation>%1 字节，应为 %2：多出 %3</translation>
        </message>
        <message>
            <source>same, %1 bytes</source>
            <translation>一致，%1 字节</translation>
        </message>
        <message>
            <source>key (secret)</source>
            <translation>key（密钥）</translation>
        </message>
        <message>
            <source>whole string</source>
            <translation>整串</translation>
        </message>
        <message>
            <source>digest</source>
            <translation>摘要</translation>
        </message>
        <message>
            <source>signature</source>
            <translation>签名</translation>
        </message>
        <message>
            <source>joined in another way</source>
            <translation>拼接方式不同</translation>
        </message>
        <message>
            <source>another digest</source>
            <translation>摘要算法或编码不同</translation>
        </message>
        <message>
            <source>written in another way</source>
            <translation>书写形式不同</translation>
        </message>
        <message>
            <source>the key was not appended</source>
            <translation>没有追加密钥</translation>
        </message>
        <message>
            <source>only in B</source>
            <translation>只有 B 有</translation>
        </message>
        <message>
            <source>only in A</source>
            <translation>只有 A 有</translation>
        </message>
        <message>
            <source>value differs: A %1 bytes, B %2</source>
            <translation>值不同：A 为 %1 字节，B 为 %2</translation>
        </message>
        <message>
            <source>Message A</source>
            <translation>报文 A</translation>
        </message>
        <message>
            <source>Your string (reconstructed)</source>
            <translation>您的签名串（推断）</translation>
        </message>
        <message>
            <source>Your string</source>
            <translation>您的签名串</translation>
        </message>
        <message>
            <source>Message B</source>
            <translation>报文 B</translation>
        </message>
        <message>
            <source>Right string</source>
            <translation>正确的签名串</translation>
        </message>
    </context>
    <context>
        <name>paydesk::Console</name>
        <message>
            <source>Sandbox merchant</source>
            <translation>沙箱商户</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Checkout</source>
            <translation>收银台</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>订单</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>通知</translation>
        </message>
        <message>
            <source>Signatures</source>
            <translation>签名</translation>
        </message>
        <message>
            <source>Exchanges</source>
            <translation>交互记录</translation>
        </message>
        <message>
            <source>Reconcile</source>
            <translation>对账</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Gateway %1</source>
            <translation>网关 %1</translation>
        </message>
        <message>
            <source>Sandbox gateway is stopped</source>
            <translation>沙箱网关已停止</translation>
        </message>
        <message>
            <source>Sandbox gateway %1:%2</source>
            <translation>沙箱网关 %1:%2</translation>
        </message>
        <message>
            <source>Not listening</source>
            <translation>没有监听</translation>
        </message>
        <message numerus="yes">
            <source>Listening :%1, received %n</source>
            <translation>
                <numerusform>通知监听 :%1，收到 %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Query job paused</source>
            <translation>定时查单已暂停</translation>
        </message>
        <message>
            <source>No query planned</source>
            <translation>没有待查的订单</translation>
        </message>
        <message>
            <source>Next query in %1 min</source>
            <translation>下次查单 %1 分钟后</translation>
        </message>
        <message>
            <source>Next query in %1 s</source>
            <translation>下次查单 %1 秒后</translation>
        </message>
        <message>
            <source>Keys: sandbox only, no vault</source>
            <translation>密钥：仅沙箱，未建保险库</translation>
        </message>
        <message>
            <source>Keys: vault locked</source>
            <translation>密钥：保险库已锁定</translation>
        </message>
        <message>
            <source>Keys: vault unlocked</source>
            <translation>密钥：保险库已解锁</translation>
        </message>
        <message>
            <source>Keys: vault damaged</source>
            <translation>密钥：保险库已损坏</translation>
        </message>
        <message>
            <source>&amp;New test order</source>
            <translation>新建测试订单(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;New order</source>
            <translation>新建订单(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Start page</source>
            <translation>开始页(&amp;S)</translation>
        </message>
        <message>
            <source>Error codes</source>
            <translation>错误码</translation>
        </message>
        <message>
            <source>&amp;Lock the vault</source>
            <translation>锁定保险库(&amp;L)</translation>
        </message>
    </context>
    <context>
        <name>paydesk::CopyField</name>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy %1</source>
            <translation>复制 %1</translation>
        </message>
    </context>
    <context>
        <name>paydesk::CorrectedDialog</name>
        <message>
            <source>The message with the right signature</source>
            <translation>签名改正后的报文</translation>
        </message>
        <message>
            <source>This mends this one message. The programme that made it has to be mended, too: see “How to fix it”.</source>
            <translation>这只改正了这一份报文。生成它的程序也要改，见“怎样修改”。</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
    </context>
    <context>
        <name>paydesk::CreateVaultDialog</name>
        <message>
            <source>Create the vault</source>
            <translation>创建保险库</translation>
        </message>
        <message>
            <source>Keys, AppSecrets and certificates of real merchants go into one encrypted file on this machine. Without its password nobody can read them, you included: if it is lost, the keys have to be entered anew.</source>
            <translation>真实商户的 API 密钥、AppSecret 和证书保存在本机的一个加密文件里。没有密码谁也读不出来，包括您自己：忘记密码就要重新填写密钥。</translation>
        </message>
        <message>
            <source>Create vault</source>
            <translation>创建保险库</translation>
        </message>
        <message>
            <source>New vault password</source>
            <translation>新的保险库密码</translation>
        </message>
        <message>
            <source>At least %1 characters; a few random words are good.</source>
            <translation>至少 %1 个字符，几个随机的词就很好。</translation>
        </message>
        <message>
            <source>The same once more</source>
            <translation>再输入一次</translation>
        </message>
    </context>
    <context>
        <name>paydesk::CustomerPhone</name>
        <message>
            <source>The QR code appears when the order is placed.</source>
            <translation>下单后这里会出现二维码。</translation>
        </message>
        <message>
            <source>Only NATIVE orders have a QR code (code_url).</source>
            <translation>只有 NATIVE 订单有二维码 (code_url)。</translation>
        </message>
        <message>
            <source>The sandbox's customer scans this code and pays.</source>
            <translation>沙箱用户扫这个码付款。</translation>
        </message>
        <message>
            <source>Scan it with WeChat on a real phone and pay.</source>
            <translation>请用真实手机的微信扫码付款。</translation>
        </message>
        <message>
            <source>The customer opens this address in the phone's browser and pays there.</source>
            <translation>用户在手机浏览器里打开这个地址付款。</translation>
        </message>
        <message>
            <source>The merchant&apos;s own app hands this object to WeChat&apos;s SDK.</source>
            <translation>商户自己的 APP 把这个对象交给微信 SDK。</translation>
        </message>
        <message>
            <source>The official account&apos;s page calls WeChat with this object on a real phone.</source>
            <translation>公众号网页在真实手机上用这个对象调起微信支付。</translation>
        </message>
        <message>
            <source>The customer shows a payment code in WeChat&apos;s wallet; it is good for a minute.</source>
            <translation>顾客在微信钱包里出示付款码，一分钟内有效。</translation>
        </message>
        <message>
            <source>The customer opens the wallet&apos;s payment code; scan it into the form.</source>
            <translation>顾客打开钱包的付款码，扫入表单。</translation>
        </message>
        <message>
            <source>The mini program calls wx.requestPayment with this object on a real phone.</source>
            <translation>在真实手机上，小程序用这些参数调用 wx.requestPayment。</translation>
        </message>
        <message>
            <source>Paying…</source>
            <translation>正在付款…</translation>
        </message>
        <message>
            <source>Customer's phone</source>
            <translation>用户手机</translation>
        </message>
        <message>
            <source>Mini program</source>
            <translation>小程序</translation>
        </message>
        <message>
            <source>QR code</source>
            <translation>二维码</translation>
        </message>
        <message>
            <source>Official account</source>
            <translation>公众号</translation>
        </message>
        <message>
            <source>Payment code</source>
            <translation>付款码</translation>
        </message>
        <message>
            <source>Mini program checkout (simulated)</source>
            <translation>小程序收银（模拟）</translation>
        </message>
        <message>
            <source>WeChat&apos;s wallet (simulated)</source>
            <translation>微信钱包（模拟）</translation>
        </message>
        <message>
            <source>The merchant&apos;s app (simulated)</source>
            <translation>商户 APP（模拟）</translation>
        </message>
        <message>
            <source>Browser checkout (simulated)</source>
            <translation>手机浏览器（模拟）</translation>
        </message>
        <message>
            <source>Official account page (simulated)</source>
            <translation>公众号网页（模拟）</translation>
        </message>
        <message>
            <source>Payee</source>
            <translation>收款方</translation>
        </message>
        <message>
            <source>Pays with</source>
            <translation>付款方式</translation>
        </message>
        <message>
            <source>Balance (virtual)</source>
            <translation>零钱（虚拟）</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>F5 pay   F6 cancel   F7 no funds</source>
            <translation>F5 付款　F6 取消　F7 余额不足</translation>
        </message>
        <message>
            <source>F5 code   F6 password   F7 no funds</source>
            <translation>F5 付款码   F6 需密码   F7 余额不足</translation>
        </message>
        <message>
            <source>Pay as the customer</source>
            <translation>替用户付款</translation>
        </message>
        <message>
            <source>Show a payment code</source>
            <translation>出示付款码</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>需输密码</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>No funds</source>
            <translation>余额不足</translation>
        </message>
        <message>
            <source>On a real phone</source>
            <translation>在真实手机上</translation>
        </message>
    </context>
    <context>
        <name>paydesk::DiagnosisView</name>
        <message>
            <source>%1, key %2</source>
            <translation>%1，密钥 %2</translation>
        </message>
        <message>
            <source>%1, no key</source>
            <translation>%1，没有密钥</translation>
        </message>
        <message>
            <source>Place and retry</source>
            <translation>下单并重试</translation>
        </message>
        <message>
            <source>Corrected message</source>
            <translation>改正后的报文</translation>
        </message>
        <message>
            <source>Yours: %1
Right: %2</source>
            <translation>您的：%1
正确：%2</translation>
        </message>
        <message>
            <source>no key</source>
            <translation>没有密钥</translation>
        </message>
        <message>
            <source>From history</source>
            <translation>从历史选取</translation>
        </message>
        <message>
            <source>Copy report</source>
            <translation>复制诊断报告</translation>
        </message>
        <message>
            <source>Diagnose again</source>
            <translation>重新诊断</translation>
        </message>
        <message>
            <source>How to fix it</source>
            <translation>怎样修改</translation>
        </message>
        <message>
            <source>Bytes</source>
            <translation>字节视图</translation>
        </message>
        <message>
            <source>Paste a message, a sign string, a cURL command or the wx.requestPayment object here.</source>
            <translation>把报文、签名串、cURL 或 wx.requestPayment 的参数粘贴到这里。</translation>
        </message>
        <message>
            <source>Ask the real merchant&apos;s gateway?</source>
            <translation>向真实商户的网关发一次查询吗？</translation>
        </message>
        <message>
            <source>Send the query</source>
            <translation>发送查询</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>The key is right.</source>
            <translation>密钥正确。</translation>
        </message>
        <message>
            <source>The gateway took the signature, and its answer verifies under the same key.</source>
            <translation>网关接受了签名，应答也用同一密钥验签通过。</translation>
        </message>
        <message>
            <source>The key is wrong.</source>
            <translation>密钥不对。</translation>
        </message>
        <message>
            <source>The gateway refused a signature that follows the rules.</source>
            <translation>签名按规则算得，网关仍然拒绝。</translation>
        </message>
        <message>
            <source>Set a new key in the merchant platform, or paste the present one again.</source>
            <translation>请在商户平台重设密钥，或重新粘贴现用的密钥。</translation>
        </message>
        <message>
            <source>The gateway signs with another key.</source>
            <translation>网关用的是另一个密钥。</translation>
        </message>
        <message>
            <source>Its answer does not verify under this one.</source>
            <translation>它的应答用这个密钥验签不通过。</translation>
        </message>
        <message>
            <source>Verify key</source>
            <translation>验证密钥</translation>
        </message>
        <message>
            <source>Fields: %1</source>
            <translation>%1 个字段</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
    </context>
    <context>
        <name>paydesk::EventInspector</name>
        <message>
            <source>Back to the order (Esc)</source>
            <translation>返回订单（Esc）</translation>
        </message>
        <message>
            <source>Request</source>
            <translation>请求</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>应答</translation>
        </message>
        <message>
            <source>Checks of the notification</source>
            <translation>通知核对项</translation>
        </message>
        <message>
            <source>Nothing was sent or received for this step.</source>
            <translation>这一步没有收发报文。</translation>
        </message>
        <message>
            <source>Open exchange</source>
            <translation>打开交互记录</translation>
        </message>
        <message>
            <source>Check its signature</source>
            <translation>核对签名</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>已受理</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>重复</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>已拒绝</translation>
        </message>
    </context>
    <context>
        <name>paydesk::ExchangeModel</name>
        <message>
            <source>received</source>
            <translation>收到</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>发出</translation>
        </message>
        <message>
            <source>Bytes of the body that came in</source>
            <translation>收到的正文字节数</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>方向</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>方法</translation>
        </message>
        <message>
            <source>Path</source>
            <translation>路径</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>耗时</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
    </context>
    <context>
        <name>paydesk::ExchangeWords</name>
        <message>
            <source>Redirect not followed</source>
            <translation>未跟随重定向</translation>
        </message>
        <message>
            <source>Answer too large</source>
            <translation>应答过大</translation>
        </message>
        <message>
            <source>Unexpected HTTP status</source>
            <translation>HTTP 状态码异常</translation>
        </message>
        <message>
            <source>Answer is not JSON</source>
            <translation>应答不是 JSON</translation>
        </message>
        <message>
            <source>A field is missing</source>
            <translation>缺少字段</translation>
        </message>
        <message>
            <source>Given up</source>
            <translation>已放弃</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <translation>%1（%2）</translation>
        </message>
        <message>
            <source>Repeated</source>
            <translation>重复</translation>
        </message>
        <message>
            <source>Booked</source>
            <translation>已入账</translation>
        </message>
        <message>
            <source>Not judged</source>
            <translation>未判定</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>已拒绝</translation>
        </message>
        <message>
            <source>Answered, not booked again</source>
            <translation>已应答，不再入账</translation>
        </message>
        <message>
            <source>Signature and amount match</source>
            <translation>验签通过，金额一致</translation>
        </message>
    </context>
    <context>
        <name>paydesk::ExchangesPage</name>
        <message>
            <source>All %1</source>
            <translation>全部 %1</translation>
        </message>
        <message>
            <source>Sent %1</source>
            <translation>发出 %1</translation>
        </message>
        <message>
            <source>Received %1</source>
            <translation>收到 %1</translation>
        </message>
        <message>
            <source>In error %1</source>
            <translation>出错 %1</translation>
        </message>
        <message>
            <source>Every byte in and out of Paydesk; keys are hidden</source>
            <translation>进出 Paydesk 的每一个字节，密钥自动遮盖</translation>
        </message>
        <message numerus="yes">
            <source>Paused; %n new wait</source>
            <translation>
                <numerusform>已暂停，%n 条新记录等待显示</numerusform>
            </translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>The sandbox says why: %1</source>
            <translation>沙箱说明：%1</translation>
        </message>
        <message>
            <source>Copied. Where a secret stood, the command has *** in its place.</source>
            <translation>已复制。密钥所在处以 *** 代替。</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>已复制。</translation>
        </message>
        <message>
            <source>Exchanges</source>
            <translation>交互记录</translation>
        </message>
        <message>
            <source>Path, order no., result</source>
            <translation>路径、订单号、结果</translation>
        </message>
        <message>
            <source>Search exchanges</source>
            <translation>搜索交互记录</translation>
        </message>
        <message>
            <source>Nothing sent or received yet. A test order shows every message of a payment.</source>
            <translation>还没有收发过报文。下一笔测试订单，就能看到一次支付的全部报文。</translation>
        </message>
        <message>
            <source>New test order</source>
            <translation>新建测试订单</translation>
        </message>
        <message>
            <source>Nothing sent or received yet.</source>
            <translation>还没有收发过报文。</translation>
        </message>
        <message>
            <source>New order</source>
            <translation>新建订单</translation>
        </message>
        <message>
            <source>No exchange matches this filter.</source>
            <translation>没有符合筛选条件的交互记录。</translation>
        </message>
        <message>
            <source>Clear filter</source>
            <translation>清除筛选</translation>
        </message>
        <message>
            <source>Hold new exchanges back (P)</source>
            <translation>暂不显示新记录（P）</translation>
        </message>
        <message>
            <source>See its signature</source>
            <translation>看签名</translation>
        </message>
        <message>
            <source>Copy as cURL</source>
            <translation>复制 cURL</translation>
        </message>
        <message>
            <source>Open its order</source>
            <translation>打开所属订单</translation>
        </message>
        <message>
            <source>Pause or go on</source>
            <translation>暂停或继续</translation>
        </message>
        <message>
            <source>Select two exchanges to compare them: Ctrl and a click.</source>
            <translation>先选中两条记录再比较：按住 Ctrl 单击。</translation>
        </message>
        <message>
            <source>Compare two selected exchanges</source>
            <translation>比较选中的两条记录</translation>
        </message>
        <message>
            <source>Compare the two</source>
            <translation>比较这两条</translation>
        </message>
        <message>
            <source>Find an exchange</source>
            <translation>查找交互记录</translation>
        </message>
        <message>
            <source>Send again…</source>
            <translation>重放…</translation>
        </message>
    </context>
    <context>
        <name>FrontEndWords</name>
        <message>
            <source>wx.requestPayment: appId is signed, and not part of the call.</source>
            <translation>wx.requestPayment：appId 参与签名，但不出现在调用里。</translation>
        </message>
        <message>
            <source>getBrandWCPayRequest: appId is signed and part of the call.</source>
            <translation>getBrandWCPayRequest：appId 参与签名，也出现在调用里。</translation>
        </message>
        <message>
            <source>The call carries timestamp in lower case; timeStamp is signed.</source>
            <translation>调用里写小写的 timestamp，签名串里是 timeStamp。</translation>
        </message>
        <message>
            <source>All names in lower case; package is always Sign=WXPay.</source>
            <translation>字段名全部小写；package 固定为 Sign=WXPay。</translation>
        </message>
        <message>
            <source>The QR code of a product: weixin://wxpay/bizpayurl?sign=…, made without an order.</source>
            <translation>商品二维码 weixin://wxpay/bizpayurl?sign=…，不需要先下单。</translation>
        </message>
        <message>
            <source>Mini program</source>
            <translation>小程序</translation>
        </message>
        <message>
            <source>Mode 2: code_url</source>
            <translation>模式二：code_url</translation>
        </message>
        <message>
            <source>Mode 1: product link</source>
            <translation>模式一：商品链接</translation>
        </message>
    </context>
    <context>
        <name>paydesk::FrontEndSwitch</name>
        <message>
            <source>Front end</source>
            <translation>支付前端</translation>
        </message>
    </context>
    <context>
        <name>paydesk::FieldTable</name>
        <message>
            <source>%1 differ</source>
            <translation>%1 处不同</translation>
        </message>
        <message>
            <source>%1 the same</source>
            <translation>%1 处一致</translation>
        </message>
        <message>
            <source>Field by field</source>
            <translation>逐字段对照</translation>
        </message>
        <message>
            <source>Differences only</source>
            <translation>只看不同</translation>
        </message>
        <message>
            <source>Show invisible</source>
            <translation>显示不可见字符</translation>
        </message>
        <message>
            <source>Whole string</source>
            <translation>整串视图</translation>
        </message>
        <message>
            <source>Previous difference (Shift+F8)</source>
            <translation>上一处不同 (Shift+F8)</translation>
        </message>
        <message>
            <source>Next difference (F8)</source>
            <translation>下一处不同 (F8)</translation>
        </message>
        <message>
            <source>Previous difference</source>
            <translation>上一处不同</translation>
        </message>
        <message>
            <source>Next difference</source>
            <translation>下一处不同</translation>
        </message>
        <message>
            <source>Where the differences lie</source>
            <translation>不同之处的位置</translation>
        </message>
        <message>
            <source>Copy row</source>
            <translation>复制此行</translation>
        </message>
        <message>
            <source>Copy value raw</source>
            <translation>原样复制值</translation>
        </message>
    </context>
    <context>
        <name>paydesk::FirstStartPage</name>
        <message>
            <source>Import orders</source>
            <translation>导入订单</translation>
        </message>
        <message>
            <source>Orders (*.jsonl *.ndjson *.json *.csv)</source>
            <translation>订单 (*.jsonl *.ndjson *.json *.csv)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message numerus="yes">
            <source>%n order(s) imported.</source>
            <translation>
                <numerusform>已导入 %n 笔订单。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n order(s) were in the history already and stayed as they are.</source>
            <translation>
                <numerusform>有 %n 笔历史里已经有了，保持原样。</numerusform>
            </translation>
        </message>
        <message>
            <source>Where to begin?</source>
            <translation>从哪里开始？</translation>
        </message>
        <message>
            <source>The whole course of a payment, without network and without a merchant account. Everything can be changed later.</source>
            <translation>不联网、不用真实商户号，也能走完整个支付流程。随时可以改。</translation>
        </message>
        <message>
            <source>Try one order on the built-in sandbox (recommended, about 30 seconds)</source>
            <translation>用内置沙箱试一笔（推荐，约 30 秒）</translation>
        </message>
        <message>
            <source>Its credentials are fixed and published. Gateway and listener run on this machine; you “pay” for the customer.</source>
            <translation>凭据固定并公开，网关和通知监听都在本机，由您替用户“付款”。</translation>
        </message>
        <message>
            <source>Begin</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>I have a “signature error” to track down</source>
            <translation>我有一个“签名错误”要排查</translation>
        </message>
        <message>
            <source>Paste the message: it is compared field by field with the right signature. Nothing is kept, nothing is sent.</source>
            <translation>粘贴报文，与正确的签名逐字段对照；不保存，不上网。</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>选择</translation>
        </message>
        <message>
            <source>Enter a real merchant</source>
            <translation>填写真实商户信息</translation>
        </message>
        <message>
            <source>Keys go into the encrypted vault; before the first real order you are asked once more.</source>
            <translation>密钥存入加密的保险库；首次真实下单前会再确认一次。</translation>
        </message>
        <message>
            <source>Import existing orders (JSON lines, CSV)</source>
            <translation>导入已有订单（JSON Lines、CSV）</translation>
        </message>
        <message>
            <source>They are taken into the history, and one wrong line keeps everything as it was.</source>
            <translation>存入本机历史；只要有一行不对，就什么都不改。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::HexView</name>
        <message numerus="yes">
            <source>%n bytes in hexadecimal</source>
            <translation>
                <numerusform>%n 字节，十六进制</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>paydesk::InputCard</name>
        <message>
            <source>Your key %1, %2 bytes; not stored, goes nowhere.</source>
            <translation>您的密钥 %1，%2 字节；不保存，不上网。</translation>
        </message>
        <message>
            <source>The merchant&apos;s key %1, %2 bytes.</source>
            <translation>当前商户的密钥 %1，%2 字节。</translation>
        </message>
        <message>
            <source>No key at hand: enter one. It is not stored and goes nowhere.</source>
            <translation>手头没有密钥：请填入一个。不保存，不上网。</translation>
        </message>
        <message>
            <source>Paste message…</source>
            <translation>粘贴报文…</translation>
        </message>
        <message>
            <source>Your string or message</source>
            <translation>您的签名串或报文</translation>
        </message>
        <message>
            <source>Message, sign string, cURL, log line or wx.requestPayment parameters; the key may stand on a line of its own below</source>
            <translation>报文、签名串、cURL、日志行或 wx.requestPayment 的参数；密钥可以在最后另起一行</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>密钥</translation>
        </message>
        <message>
            <source>Your own API key</source>
            <translation>您自己的 API 密钥</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>使用</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>忘掉</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>签名</translation>
        </message>
        <message>
            <source>Only if not in the message</source>
            <translation>报文里没有签名时填写</translation>
        </message>
        <message>
            <source>Sign type</source>
            <translation>签名类型</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>AppID</source>
            <translation>AppID</translation>
        </message>
        <message>
            <source>Signed by the mini program, but not part of the call</source>
            <translation>参与签名，但调用参数里不带</translation>
        </message>
    </context>
    <context>
        <name>paydesk::KeyCheck</name>
        <message>
            <source>One query goes to %1: appid %2, mch_id %3, a random out_trade_no that does not exist, a random nonce_str and the signature. The key itself is not sent, and no order is placed or changed.</source>
            <translation>会向 %1 发一次查单：appid %2、mch_id %3、一个并不存在的 out_trade_no、随机的 nonce_str 和签名。不发送密钥本身，也不会下单或改动任何订单。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::KeySheet</name>
        <message>
            <source>Keys</source>
            <translation>快捷键</translation>
        </message>
    </context>
    <context>
        <name>paydesk::ListenerCard</name>
        <message>
            <source>Listener</source>
            <translation>通知监听</translation>
        </message>
        <message>
            <source>Listening</source>
            <translation>正在监听</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>Stop listening</source>
            <translation>停止监听</translation>
        </message>
        <message>
            <source>Start listening</source>
            <translation>开始监听</translation>
        </message>
        <message>
            <source>Address for notifications</source>
            <translation>通知地址</translation>
        </message>
        <message>
            <source>Would listen at port %1 of this computer.</source>
            <translation>将在本机端口 %1 监听。</translation>
        </message>
        <message>
            <source>Record orders that are not known here</source>
            <translation>收录本机没有的订单</translation>
        </message>
        <message>
            <source>A rightly signed notification of an order that Paydesk did not place is booked instead of refused.</source>
            <translation>签名正确、但不是 Paydesk 所下订单的通知，也会入账，而不是拒绝。</translation>
        </message>
        <message>
            <source>Notifications cannot be checked now.</source>
            <translation>现在无法核对通知。</translation>
        </message>
        <message>
            <source>The merchant's API key is not at hand: it is missing, or the vault is locked.</source>
            <translation>取不到商户的 API 密钥：尚未填写，或保险库已锁定。</translation>
        </message>
        <message>
            <source>Unlock the vault or enter the key in the settings.</source>
            <translation>请解锁保险库，或在设置中填写密钥。</translation>
        </message>
        <message>
            <source>Open settings</source>
            <translation>打开设置</translation>
        </message>
        <message>
            <source>Use a free port</source>
            <translation>改用空闲端口</translation>
        </message>
        <message>
            <source>From outside…</source>
            <translation>从外网…</translation>
        </message>
        <message>
            <source>Self-test of the public address, reverse proxy, tunnels</source>
            <translation>公网自检、反向代理、内网穿透</translation>
        </message>
    </context>
    <context>
        <name>paydesk::ListenerSection</name>
        <message>
            <source>Call the sandbox over HTTPS</source>
            <translation>用 HTTPS 访问沙箱</translation>
        </message>
        <message>
            <source>It asks for the merchant's client certificate where WeChat does. Its authority is made in the data folder, and only the sandbox merchant trusts it.</source>
            <translation>凡微信要求商户证书的接口，沙箱也要求。它的 CA 在数据文件夹里生成，只有沙箱商户信任它。</translation>
        </message>
        <message>
            <source>A port is a number from 0 to 65535.</source>
            <translation>端口是 0 到 65535 之间的数字。</translation>
        </message>
        <message>
            <source>Use a free port</source>
            <translation>改用空闲端口</translation>
        </message>
        <message>
            <source>Restart now</source>
            <translation>立即重启</translation>
        </message>
        <message>
            <source>Start now</source>
            <translation>立即启动</translation>
        </message>
        <message>
            <source>Listening</source>
            <translation>正在监听</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>Nothing comes in while the listener is stopped.</source>
            <translation>监听停止时收不到通知。</translation>
        </message>
        <message>
            <source>The key of the merchant in use is not at hand: unlock the vault or enter the key first.</source>
            <translation>当前商户的密钥不可用：请先解锁保险库或填写密钥。</translation>
        </message>
        <message>
            <source>Listener</source>
            <translation>监听</translation>
        </message>
        <message>
            <source>Ports</source>
            <translation>端口</translation>
        </message>
        <message>
            <source>Port of the listener</source>
            <translation>监听端口</translation>
        </message>
        <message>
            <source>Taken at the listener's next start. 0 takes a free one.</source>
            <translation>下次启动监听时生效。0 表示任选一个空闲端口。</translation>
        </message>
        <message>
            <source>Port of the sandbox gateway</source>
            <translation>沙箱网关端口</translation>
        </message>
        <message>
            <source>Taken at the next start of Paydesk. 0 takes a free one.</source>
            <translation>下次启动 Paydesk 时生效。0 表示任选一个空闲端口。</translation>
        </message>
        <message>
            <source>Behaviour</source>
            <translation>行为</translation>
        </message>
        <message>
            <source>Listen as soon as Paydesk starts</source>
            <translation>启动 Paydesk 时开始监听</translation>
        </message>
        <message>
            <source>It listens on this machine only (127.0.0.1); a tunnel or proxy brings WeChat's notifications here.</source>
            <translation>只在本机（127.0.0.1）监听；微信的通知由隧道或反向代理转到这里。</translation>
        </message>
        <message>
            <source>Record notifications of unknown orders</source>
            <translation>收录未知订单的通知</translation>
        </message>
        <message>
            <source>For orders placed by another system under the same merchant. Signature, appid, mch_id and currency are checked all the same; the amount cannot be compared.</source>
            <translation>适用于同一商户在其他系统下的订单。签名、appid、mch_id 和币种照样检查，金额无从核对。</translation>
        </message>
        <message>
            <source>Pass notifications on to</source>
            <translation>通知转发到</translation>
        </message>
        <message>
            <source>Your own backend, such as http://127.0.0.1:8000/notify. It gets every message unchanged, after WeChat has its answer; what it answers is recorded. Empty: nobody.</source>
            <translation>你自己的后端，例如 http://127.0.0.1:8000/notify。先应答微信，再把每条消息原样发给它，并记录它的应答。留空则不转发。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::LookSection</name>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Follows the desktop where it says whether it is light or dark.</source>
            <translation>桌面环境告知明暗时随之切换。</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
    </context>
    <context>
        <name>paydesk::LowerCards</name>
        <message>
            <source>Step by step</source>
            <translation>逐步推算</translation>
        </message>
        <message>
            <source>Bytes</source>
            <translation>字节视图</translation>
        </message>
        <message>
            <source>Fold steps and bytes away</source>
            <translation>收起推算和字节视图</translation>
        </message>
    </context>
    <context>
        <name>paydesk::MainWindow</name>
        <message>
            <source>About Paydesk</source>
            <translation>关于 Paydesk</translation>
        </message>
        <message>
            <source>A merchant console for WeChat Pay. Free software under the Apache License 2.0; it is not a product of Tencent. Qt %1.</source>
            <translation>微信支付商户控制台。以 Apache License 2.0 发布的自由软件，并非腾讯的产品。Qt %1。</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>退出(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>Page before</source>
            <translation>上一页</translation>
        </message>
        <message>
            <source>Page after</source>
            <translation>下一页</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Same as the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>%1, Paydesk</source>
            <translation>%1，Paydesk</translation>
        </message>
        <message>
            <source>[Real] %1</source>
            <translation>【真实】%1</translation>
        </message>
        <message>
            <source>Explain the error in sight, else the keys</source>
            <translation>解释眼前的错误，没有错误时显示快捷键</translation>
        </message>
    </context>
    <context>
        <name>paydesk::MerchantCard</name>
        <message>
            <source>Sandbox merchant</source>
            <translation>沙箱商户</translation>
        </message>
        <message>
            <source>Sandbox: no real money</source>
            <translation>沙箱：不动真钱</translation>
        </message>
        <message>
            <source>Real merchant</source>
            <translation>真实商户</translation>
        </message>
        <message>
            <source>In use</source>
            <translation>使用中</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>简称</translation>
        </message>
        <message>
            <source>API key</source>
            <translation>API 密钥</translation>
        </message>
        <message>
            <source>Both are published with Paydesk and the same everywhere: they are no secrets and need no vault.</source>
            <translation>这两项随 Paydesk 公开发布，处处相同，不是秘密，也不需要保险库。</translation>
        </message>
        <message>
            <source>not entered</source>
            <translation>未填写</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>证书</translation>
        </message>
        <message>
            <source>not imported</source>
            <translation>未导入</translation>
        </message>
        <message>
            <source>the local listener's</source>
            <translation>使用本机监听地址</translation>
        </message>
        <message>
            <source>Gateway</source>
            <translation>支付网关</translation>
        </message>
        <message>
            <source>Use this merchant</source>
            <translation>使用这个商户</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>saved in the vault, not shown</source>
            <translation>已保存在保险库，不显示</translation>
        </message>
    </context>
    <context>
        <name>paydesk::MerchantEditor</name>
        <message>
            <source>Not saved yet.</source>
            <translation>还没有保存。</translation>
        </message>
        <message>
            <source>Something does not keep the rules; it is marked.</source>
            <translation>有内容不符合规则，已在下面标出。</translation>
        </message>
        <message>
            <source>Add a real merchant</source>
            <translation>添加真实商户</translation>
        </message>
        <message>
            <source>Edit the real merchant</source>
            <translation>编辑真实商户</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
    </context>
    <context>
        <name>paydesk::MerchantForm</name>
        <message>
            <source>32 lower-case hex digits: this looks like an AppSecret. The API key is the one you set yourself on the merchant platform.</source>
            <translation>32 位小写十六进制：看起来像 AppSecret。API 密钥是您在商户平台自己设置的那一个。</translation>
        </message>
        <message>
            <source>Merchant</source>
            <translation>商户</translation>
        </message>
        <message>
            <source>Secrets</source>
            <translation>密钥</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>证书</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>高级</translation>
        </message>
        <message>
            <source>Signature type sign_type</source>
            <translation>签名类型 sign_type</translation>
        </message>
        <message>
            <source>Answer /pay and /onLogin of a mini program under development</source>
            <translation>为开发中的小程序应答 /pay 和 /onLogin</translation>
        </message>
        <message>
            <source>Whoever reaches the listener&apos;s address can then ask for payments of orders in the history.</source>
            <translation>此后凡能访问监听地址的人，都能为历史里的订单取支付参数。</translation>
        </message>
        <message>
            <source>API key</source>
            <translation>API 密钥</translation>
        </message>
        <message>
            <source>32 letters and digits, from the merchant platform.</source>
            <translation>32 位字母和数字，在商户平台设置。</translation>
        </message>
        <message>
            <source>32 digits and letters a to f, of the mini program.</source>
            <translation>32 位数字和字母 a 到 f，小程序的密钥。</translation>
        </message>
        <message>
            <source>Short name</source>
            <translation>简称</translation>
        </message>
        <message>
            <source>Stays as it is: history and vault know the merchant by it.</source>
            <translation>不能修改：历史和保险库以它辨认商户。</translation>
        </message>
        <message>
            <source>a-z, 0-9, _ and -; also for --profile on the command line.</source>
            <translation>a-z、0-9、_ 和 -，命令行 --profile 也用它。</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>As you call it; shown at the top of the window.</source>
            <translation>您对它的称呼，显示在窗口顶部。</translation>
        </message>
        <message>
            <source>wx and 16 letters or digits.</source>
            <translation>wx 加 16 位字母或数字。</translation>
        </message>
        <message>
            <source>Merchant id mch_id</source>
            <translation>商户号 mch_id</translation>
        </message>
        <message>
            <source>Digits, as on the merchant platform.</source>
            <translation>数字，与商户平台一致。</translation>
        </message>
        <message>
            <source>Empty: the local listener's address.</source>
            <translation>留空则使用本机监听地址。</translation>
        </message>
        <message>
            <source>Payment gateway</source>
            <translation>支付网关</translation>
        </message>
        <message>
            <source>Login gateway (jscode2session)</source>
            <translation>登录网关（jscode2session）</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>代理</translation>
        </message>
        <message>
            <source>http://host:port. Empty: the system's, which has none now.</source>
            <translation>http://主机:端口。留空：用系统的，系统现在没有代理。</translation>
        </message>
        <message>
            <source>http://host:port, or direct. Empty: the system's, now %1.</source>
            <translation>http://主机:端口，或 direct。留空：用系统的，现在是 %1。</translation>
        </message>
        <message>
            <source>Sub merchant sub_mch_id</source>
            <translation>子商户号 sub_mch_id</translation>
        </message>
        <message>
            <source>For a service provider; empty otherwise.</source>
            <translation>服务商填写，其他商户留空。</translation>
        </message>
        <message>
            <source>The sub merchant's own appid, if it has one.</source>
            <translation>子商户自己的 appid，没有就留空。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::MerchantsSection</name>
        <message>
            <source>The merchant “%1” is saved.</source>
            <translation>商户“%1”已保存。</translation>
        </message>
        <message>
            <source>Its secrets are in the vault.</source>
            <translation>它的密钥已存入保险库。</translation>
        </message>
        <message>
            <source>Use it now</source>
            <translation>现在使用</translation>
        </message>
        <message>
            <source>Remove merchant</source>
            <translation>删除商户</translation>
        </message>
        <message>
            <source>Remove the real merchant “%1” (%2)?</source>
            <translation>删除真实商户“%1”（%2）？</translation>
        </message>
        <message>
            <source>Its key, AppSecret and certificate are deleted from the vault, too, and cannot be brought back. Its orders stay in the history.</source>
            <translation>它的 API 密钥、AppSecret 和证书会同时从保险库中删除，无法找回。它的订单仍保留在历史中。</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>The merchant “%1” is removed.</source>
            <translation>商户“%1”已删除。</translation>
        </message>
        <message>
            <source>One is in use at a time; every page shows its orders and uses its key. Secrets of real merchants are kept in the encrypted vault only.</source>
            <translation>同一时间使用一个商户：各页面显示它的订单，用它的密钥签名。真实商户的密钥只保存在加密的保险库中。</translation>
        </message>
        <message>
            <source>Add merchant</source>
            <translation>添加商户</translation>
        </message>
    </context>
    <context>
        <name>paydesk::MessageComparison</name>
        <message>
            <source>Pasted text</source>
            <translation>粘贴的文字</translation>
        </message>
        <message>
            <source>Message A or B cannot be read.</source>
            <translation>报文 A 或 B 无法识别。</translation>
        </message>
        <message>
            <source>Message A</source>
            <translation>报文 A</translation>
        </message>
        <message>
            <source>Message B</source>
            <translation>报文 B</translation>
        </message>
        <message>
            <source>Choose message A</source>
            <translation>选择报文 A</translation>
        </message>
        <message>
            <source>Choose message B</source>
            <translation>选择报文 B</translation>
        </message>
        <message>
            <source>Paste the other message here</source>
            <translation>把另一份报文粘贴到这里</translation>
        </message>
        <message>
            <source>Exchange A and B</source>
            <translation>交换 A 与 B</translation>
        </message>
        <message>
            <source>Copy as text</source>
            <translation>复制为文字</translation>
        </message>
        <message>
            <source>Choose two messages of the history, or paste one.</source>
            <translation>从历史中选两份报文，或粘贴一份。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::MessageMenu</name>
        <message>
            <source>Reading the history…</source>
            <translation>正在读取历史…</translation>
        </message>
        <message>
            <source>No signed messages yet</source>
            <translation>还没有带签名的报文</translation>
        </message>
    </context>
    <context>
        <name>paydesk::MessagePair</name>
        <message>
            <source>Request received</source>
            <translation>收到的请求</translation>
        </message>
        <message>
            <source>Request sent</source>
            <translation>发出的请求</translation>
        </message>
        <message>
            <source>Paydesk's answer</source>
            <translation>Paydesk 的应答</translation>
        </message>
        <message>
            <source>WeChat's answer</source>
            <translation>微信的应答</translation>
        </message>
    </context>
    <context>
        <name>paydesk::MessageView</name>
        <message>
            <source>Hex</source>
            <translation>Hex</translation>
        </message>
        <message>
            <source>Headers</source>
            <translation>头</translation>
        </message>
        <message>
            <source>Headers %1</source>
            <translation>头 %1</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>报文</translation>
        </message>
        <message>
            <source>%1, formatted</source>
            <translation>%1，格式化</translation>
        </message>
        <message>
            <source>%1, raw</source>
            <translation>%1，原始字节</translation>
        </message>
        <message>
            <source>%1, headers</source>
            <translation>%1，头</translation>
        </message>
        <message>
            <source>Copy the body as it is</source>
            <translation>原样复制报文体</translation>
        </message>
        <message>
            <source>Pretty</source>
            <translation>格式化</translation>
        </message>
        <message>
            <source>Raw</source>
            <translation>原始字节</translation>
        </message>
    </context>
    <context>
        <name>paydesk::NoticeBar</name>
        <message>
            <source>Details</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>Copy the message</source>
            <translation>复制这条信息</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>paydesk::NoticeDelegate</name>
        <message>
            <source>No order number</source>
            <translation>没有订单号</translation>
        </message>
    </context>
    <context>
        <name>paydesk::MiniProgramHelp</name>
        <message>
            <source>✓ Answers</source>
            <translation>✓ 可用</translation>
        </message>
        <message>
            <source>Paydesk plays the backend at %1.</source>
            <translation>Paydesk 在 %1 充当商户后端。</translation>
        </message>
        <message>
            <source>! Not listening</source>
            <translation>! 没有监听</translation>
        </message>
        <message>
            <source>The listener is stopped, so nobody answers the mini program.</source>
            <translation>监听已停止，小程序得不到回答。</translation>
        </message>
        <message>
            <source>! Switched off</source>
            <translation>! 未开启</translation>
        </message>
        <message>
            <source>For a real merchant the backend is off until it is switched on in the settings.</source>
            <translation>真实商户默认不提供后端，可在设置中开启。</translation>
        </message>
        <message>
            <source>The merchant&apos;s key is not at hand: it is missing, or the vault is locked.</source>
            <translation>商户密钥不可用：没有填写，或保险库已锁定。</translation>
        </message>
        <message>
            <source>Open notifications</source>
            <translation>打开通知页</translation>
        </message>
        <message>
            <source>Open settings</source>
            <translation>打开设置</translation>
        </message>
        <message>
            <source>There is no JSAPI order yet: place one, and put its number in ordercode.</source>
            <translation>还没有 JSAPI 订单：先下一笔，把订单号填入 ordercode。</translation>
        </message>
        <message>
            <source>Pays the order %1; the amount comes from Paydesk, never from the mini program.</source>
            <translation>支付订单 %1；金额以 Paydesk 为准，小程序不能改。</translation>
        </message>
        <message>
            <source>Connect a mini program</source>
            <translation>小程序接入</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Paste both into pages/index in WeChat DevTools, and switch off the check of legal domains in the project&apos;s details: this address is only this machine&apos;s.</source>
            <translation>把两段代码分别粘贴到微信开发者工具的 pages/index 中，并在项目详情里勾选“不校验合法域名”：这个地址只在本机有效。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>paydesk::MiniProgramBackend</name>
        <message>
            <source>The mini program backend is off for this merchant. Switch it on in Settings, or with mini_program_backend in the merchant&apos;s file.</source>
            <translation>此商户没有打开小程序后端。请在设置里打开，或在商户文件中写 mini_program_backend。</translation>
        </message>
        <message>
            <source>Too many requests at once. Try again.</source>
            <translation>同时的请求太多，请稍后再试。</translation>
        </message>
        <message>
            <source>Only GET and POST are served here.</source>
            <translation>这里只应答 GET 和 POST。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::NoticeInspector</name>
        <message>
            <source>Payment notification, %1</source>
            <translation>支付通知，%1</translation>
        </message>
        <message>
            <source>Payment notification</source>
            <translation>支付通知</translation>
        </message>
        <message>
            <source>Checks of the notification</source>
            <translation>通知核对清单</translation>
        </message>
        <message>
            <source>Request received</source>
            <translation>收到的请求</translation>
        </message>
        <message>
            <source>Paydesk's answer</source>
            <translation>Paydesk 的应答</translation>
        </message>
        <message>
            <source>See its signature</source>
            <translation>看签名</translation>
        </message>
        <message>
            <source>Open exchange</source>
            <translation>打开交互记录</translation>
        </message>
        <message>
            <source>Open its order</source>
            <translation>打开所属订单</translation>
        </message>
        <message>
            <source>Send again…</source>
            <translation>重放…</translation>
        </message>
        <message>
            <source>Change and sign…</source>
            <translation>改后重签…</translation>
        </message>
        <message>
            <source>%1 (through %2)</source>
            <translation>%1（经 %2）</translation>
        </message>
        <message>
            <source>%1 (says for itself: %2)</source>
            <translation>%1（自称 %2）</translation>
        </message>
    </context>
    <context>
        <name>paydesk::NotificationsPage</name>
        <message>
            <source>Listening at %1; nothing received yet.</source>
            <translation>正在监听 %1，还没有收到通知。</translation>
        </message>
        <message>
            <source>Send a simulated one</source>
            <translation>发一条模拟通知</translation>
        </message>
        <message>
            <source>Not listening, so no notification can come in.</source>
            <translation>没有监听，收不到通知。</translation>
        </message>
        <message>
            <source>Start listening</source>
            <translation>开始监听</translation>
        </message>
        <message>
            <source>Without the merchant's key no notification can be checked.</source>
            <translation>没有商户密钥，无法核对通知。</translation>
        </message>
        <message>
            <source>Open settings</source>
            <translation>打开设置</translation>
        </message>
        <message numerus="yes">
            <source>%n received</source>
            <translation>
                <numerusform>已收到 %n 条</numerusform>
            </translation>
        </message>
        <message>
            <source>Simulated notification – REAL merchant</source>
            <translation>模拟通知（真实商户）</translation>
        </message>
        <message>
            <source>REAL merchant: record the order %1 over %2 as paid?</source>
            <translation>真实商户：把订单 %1（%2）记为已支付？</translation>
        </message>
        <message>
            <source>The notification comes from Paydesk itself, nobody has paid. It goes to Paydesk's own listener only, but the order will stand as paid in the history.</source>
            <translation>通知由 Paydesk 自己发出，没有人付款。它只发给 Paydesk 自己的监听，但这笔订单会在历史中显示为已支付。</translation>
        </message>
        <message>
            <source>Send simulated one</source>
            <translation>发送模拟通知</translation>
        </message>
        <message>
            <source>Do not send</source>
            <translation>不发送</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>通知</translation>
        </message>
        <message>
            <source>Notifications received</source>
            <translation>收到的通知</translation>
        </message>
    </context>
    <context>
        <name>paydesk::OrderDetail</name>
        <message>
            <source>Choose an order in the list.</source>
            <translation>请在列表中选择一笔订单。</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>时间线</translation>
        </message>
        <message>
            <source>Returned %1 of %2, left to refund %3</source>
            <translation>已退 %1 / %2，还可退 %3</translation>
        </message>
        <message>
            <source>Refund query</source>
            <translation>退款查询</translation>
        </message>
        <message>
            <source>Refunds</source>
            <translation>退款</translation>
        </message>
        <message>
            <source>Refunds %1</source>
            <translation>退款 %1</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Messages %1</source>
            <translation>报文 %1</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>报文</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>WeChat was not asked about this order yet.</source>
            <translation>还没有向微信查询过这笔订单。</translation>
        </message>
        <message>
            <source>WeChat's last answer agrees with what is recorded here.</source>
            <translation>微信最近一次答复与本机记录一致。</translation>
        </message>
        <message numerus="yes">
            <source>%n field(s) differ from WeChat's last answer.</source>
            <translation>
                <numerusform>有 %n 个字段与微信最近一次答复不同。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>paydesk::OrderExchangeModel</name>
        <message>
            <source>in</source>
            <translation>收到</translation>
        </message>
        <message>
            <source>out</source>
            <translation>发出</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>方向</translation>
        </message>
        <message>
            <source>Path</source>
            <translation>路径</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>耗时</translation>
        </message>
    </context>
    <context>
        <name>paydesk::OrderFieldModel</name>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>本机记录</translation>
        </message>
        <message>
            <source>What WeChat says</source>
            <translation>微信答复</translation>
        </message>
    </context>
    <context>
        <name>paydesk::OrderFilter</name>
        <message>
            <source>, </source>
            <comment>between two filters</comment>
            <translation>，</translation>
        </message>
        <message>
            <source>Trouble</source>
            <translation>异常</translation>
        </message>
        <message>
            <source>Trouble %1</source>
            <translation>异常 %1</translation>
        </message>
        <message>
            <source>Order no., WeChat id, openid, amount, goods</source>
            <translation>订单号、微信单号、openid、金额、商品</translation>
        </message>
        <message>
            <source>Search orders</source>
            <translation>搜索订单</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Unpaid</source>
            <translation>待支付</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>已支付</translation>
        </message>
        <message>
            <source>Refund</source>
            <translation>退款</translation>
        </message>
    </context>
    <context>
        <name>paydesk::OrderForm</name>
        <message>
            <source>Test order</source>
            <translation>测试订单</translation>
        </message>
        <message>
            <source>Further fields (%1)</source>
            <translation>更多字段 (%1)</translation>
        </message>
        <message>
            <source>Sends total_fee = %1 (fen, a whole number)</source>
            <translation>发送 total_fee = %1（分，整数）</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>订单</translation>
        </message>
        <message>
            <source>Goods body</source>
            <translation>商品 body</translation>
        </message>
        <message>
            <source>Amount (yuan)</source>
            <translation>金额（元）</translation>
        </message>
        <message>
            <source>Means trade_type</source>
            <translation>支付方式 trade_type</translation>
        </message>
        <message>
            <source>Order number out_trade_no</source>
            <translation>商户订单号 out_trade_no</translation>
        </message>
        <message>
            <source>JSAPI: mini program, official account</source>
            <translation>JSAPI：小程序、公众号</translation>
        </message>
        <message>
            <source>NATIVE: QR code</source>
            <translation>NATIVE：扫码</translation>
        </message>
        <message>
            <source>APP: native application</source>
            <translation>APP：应用内</translation>
        </message>
        <message>
            <source>MWEB: H5 in a browser</source>
            <translation>MWEB：H5 网页</translation>
        </message>
        <message>
            <source>MICROPAY: the payer&apos;s code</source>
            <translation>MICROPAY：付款码</translation>
        </message>
        <message>
            <source>Pays in</source>
            <translation>支付前端</translation>
        </message>
        <message>
            <source>Mini program: wx.requestPayment</source>
            <translation>小程序：wx.requestPayment</translation>
        </message>
        <message>
            <source>Official account: WeixinJSBridge</source>
            <translation>公众号：WeixinJSBridge</translation>
        </message>
        <message>
            <source>Official account: wx.chooseWXPay</source>
            <translation>公众号：wx.chooseWXPay</translation>
        </message>
        <message>
            <source>Payment code auth_code</source>
            <translation>付款码 auth_code</translation>
        </message>
        <message>
            <source>Let the customer show one, or scan: 18 digits, Enter charges</source>
            <translation>让顾客出示，或用扫码枪：18 位数字，回车即扣款</translation>
        </message>
        <message>
            <source>Scan it: 18 digits, Enter charges. Reversing needs the client certificate</source>
            <translation>用扫码枪：18 位数字，回车即扣款。撤销需要商户证书</translation>
        </message>
        <message>
            <source>New order number</source>
            <translation>换一个订单号</translation>
        </message>
        <message>
            <source>Place order</source>
            <translation>下单</translation>
        </message>
        <message>
            <source>Charge the code</source>
            <translation>扣款</translation>
        </message>
        <message>
            <source>Made anew for each order; at most 32 characters</source>
            <translation>每单自动生成，最长 32 位</translation>
        </message>
        <message>
            <source>Only the sandbox takes this machine's address; a real merchant needs https on the internet</source>
            <translation>只有沙箱能用本机地址；真实商户需要公网 https</translation>
        </message>
        <message>
            <source>https, and reachable from the internet</source>
            <translation>必须是公网能访问的 https 地址</translation>
        </message>
        <message>
            <source>Empty: the sandbox's customer logs in</source>
            <translation>留空：由沙箱用户登录换取</translation>
        </message>
        <message>
            <source>The payer; or give a code below</source>
            <translation>付款人；没有就填下面的 code</translation>
        </message>
        <message>
            <source>From wx.login; works once, for five minutes</source>
            <translation>wx.login 取得，五分钟内有效，只能用一次</translation>
        </message>
        <message>
            <source>Goods as JSON text</source>
            <translation>商品详情，JSON 文本</translation>
        </message>
        <message>
            <source>yyyyMMddHHmmss in Beijing time</source>
            <translation>北京时间 yyyyMMddHHmmss</translation>
        </message>
        <message>
            <source>NATIVE requires it</source>
            <translation>NATIVE 必填</translation>
        </message>
        <message>
            <source>MWEB requires it; JSON text</source>
            <translation>MWEB 必填，JSON 文本</translation>
        </message>
        <message>
            <source>Preview sign</source>
            <translation>预览签名</translation>
        </message>
        <message>
            <source>The order's signature, field by field, before anything is sent</source>
            <translation>发送之前，逐字段看这笔订单的签名</translation>
        </message>
        <message>
            <source>No credit cards (limit_pay)</source>
            <translation>不用信用卡 (limit_pay)</translation>
        </message>
        <message>
            <source>Send anyway (the gateway refuses)</source>
            <translation>仍然发送，让网关来拒绝</translation>
        </message>
    </context>
    <context>
        <name>paydesk::OrderHeader</name>
        <message>
            <source>Order no.</source>
            <translation>商户订单号</translation>
        </message>
        <message>
            <source>WeChat id</source>
            <translation>微信单号</translation>
        </message>
        <message>
            <source>Elapsed</source>
            <translation>用时</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>View signatures</source>
            <translation>查看签名</translation>
        </message>
        <message>
            <source>Close order</source>
            <translation>关闭订单</translation>
        </message>
        <message>
            <source>Refund …</source>
            <translation>退款…</translation>
        </message>
        <message>
            <source>To be confirmed by a query</source>
            <translation>待查单确认</translation>
        </message>
        <message>
            <source>imported</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>adopted from a notification</source>
            <translation>由通知收录</translation>
        </message>
        <message>
            <source>placed here</source>
            <translation>本机下单</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>Not paid</source>
            <translation>尚未支付</translation>
        </message>
        <message>
            <source>Paid after %1</source>
            <translation>下单到支付 %1</translation>
        </message>
        <message>
            <source>Paid within a second</source>
            <translation>一秒内支付</translation>
        </message>
    </context>
    <context>
        <name>paydesk::OrderSignaturesView</name>
        <message>
            <source>No orders yet. Once an order is placed, both of its signatures stand here field by field.</source>
            <translation>还没有订单。下单之后，两次签名会在这里逐字段列出。</translation>
        </message>
        <message>
            <source>This order was not placed from here, so its request is not on record.</source>
            <translation>这笔订单不是从这里下的，没有它的请求记录。</translation>
        </message>
        <message>
            <source>There is no second signature: only JSAPI and APP orders that WeChat has taken have one.</source>
            <translation>没有第二次签名：微信已接受的 JSAPI 和 APP 订单才有。</translation>
        </message>
        <message>
            <source>A QR code of mode 2 needs no second signature: the customer scans code_url.</source>
            <translation>模式二的二维码不需要第二次签名：顾客扫 code_url。</translation>
        </message>
        <message>
            <source>H5 needs no second signature: the customer opens mweb_url, with redirect_url URL-encoded behind it.</source>
            <translation>H5 不需要第二次签名：顾客打开 mweb_url，后面可接经 URL 编码的 redirect_url。</translation>
        </message>
        <message>
            <source>Open order</source>
            <translation>打开订单</translation>
        </message>
        <message>
            <source>New test order</source>
            <translation>新建测试订单</translation>
        </message>
        <message>
            <source>Choose an order</source>
            <translation>从订单选取</translation>
        </message>
        <message>
            <source>Open exchange</source>
            <translation>查看交互</translation>
        </message>
        <message>
            <source>First signature: unified order</source>
            <translation>第一次签名：统一下单</translation>
        </message>
        <message>
            <source>Second signature: paySign</source>
            <translation>二次签名：paySign</translation>
        </message>
        <message>
            <source>Second signature: sign</source>
            <translation>二次签名：sign</translation>
        </message>
        <message>
            <source>Signature of the link: sign</source>
            <translation>链接签名：sign</translation>
        </message>
        <message>
            <source>The request carried the payer&apos;s code, which is not kept: its signature cannot be computed again.</source>
            <translation>请求里带有顾客的付款码，付款码不保存，所以无法重算签名。</translation>
        </message>
        <message>
            <source>A payment code needs no second signature: the payer has shown it already.</source>
            <translation>付款码支付不需要第二次签名：顾客已经出示了付款码。</translation>
        </message>
        <message>
            <source>The signatures cannot be computed now.</source>
            <translation>现在算不出签名。</translation>
        </message>
        <message>
            <source>The merchant's API key is not at hand: it is missing, or the vault is locked.</source>
            <translation>手头没有商户的 API 密钥：尚未填写，或保险库已锁定。</translation>
        </message>
        <message>
            <source>Unlock the vault or enter the key in the settings.</source>
            <translation>请解锁保险库，或在设置里填写密钥。</translation>
        </message>
        <message>
            <source>Open settings</source>
            <translation>打开设置</translation>
        </message>
    </context>
    <context>
        <name>paydesk::OrderWords</name>
        <message>
            <source>Amount differs</source>
            <translation>金额不符</translation>
        </message>
        <message>
            <source>Currency differs</source>
            <translation>币种不符</translation>
        </message>
        <message>
            <source>Paid twice</source>
            <translation>重复支付</translation>
        </message>
        <message>
            <source>Transaction of another order</source>
            <translation>微信单号属于另一订单</translation>
        </message>
        <message>
            <source>Wrong signature</source>
            <translation>验签失败</translation>
        </message>
        <message>
            <source>Another merchant's message</source>
            <translation>不是本商户的报文</translation>
        </message>
        <message>
            <source>Unknown order</source>
            <translation>订单不存在</translation>
        </message>
        <message>
            <source>Refund not known at WeChat</source>
            <translation>微信查无此退款</translation>
        </message>
        <message>
            <source>Ill-formed message</source>
            <translation>报文格式有误</translation>
        </message>
        <message>
            <source>Payment failed</source>
            <translation>支付失败</translation>
        </message>
        <message>
            <source>Ambiguous, waits for a query</source>
            <translation>含义不明，待查单确认</translation>
        </message>
        <message>
            <source>Overtaken by a newer state</source>
            <translation>已有更新的状态，未采用</translation>
        </message>
        <message>
            <source>Repeated: answered, not booked again</source>
            <translation>重复：仅应答，不再入账</translation>
        </message>
        <message>
            <source>Could not be saved</source>
            <translation>未能保存</translation>
        </message>
        <message>
            <source>Answer wrongly signed</source>
            <translation>应答签名有误</translation>
        </message>
        <message>
            <source>Answer not signed</source>
            <translation>应答没有签名</translation>
        </message>
        <message>
            <source>Answer belongs to another order</source>
            <translation>应答与订单不符</translation>
        </message>
        <message>
            <source>Answer incomplete</source>
            <translation>应答缺少字段</translation>
        </message>
        <message>
            <source>Answer is not XML</source>
            <translation>应答不是 XML</translation>
        </message>
        <message>
            <source>No answer in time</source>
            <translation>应答超时</translation>
        </message>
        <message>
            <source>Connection lost</source>
            <translation>连接中断</translation>
        </message>
        <message>
            <source>Connection refused</source>
            <translation>连接被拒绝</translation>
        </message>
        <message>
            <source>Host not found</source>
            <translation>找不到主机</translation>
        </message>
        <message>
            <source>No secure connection</source>
            <translation>无法建立安全连接</translation>
        </message>
        <message>
            <source>Refused by WeChat</source>
            <translation>微信拒绝</translation>
        </message>
        <message>
            <source>Login code refused</source>
            <translation>登录 code 被拒绝</translation>
        </message>
        <message>
            <source>Not known at WeChat</source>
            <translation>微信无此订单</translation>
        </message>
        <message>
            <source>Already paid at WeChat</source>
            <translation>微信显示已支付</translation>
        </message>
        <message>
            <source>Closed at WeChat</source>
            <translation>微信显示已关闭</translation>
        </message>
        <message>
            <source>Order number used before</source>
            <translation>订单号重复</translation>
        </message>
        <message>
            <source>Not enough money</source>
            <translation>余额不足</translation>
        </message>
        <message>
            <source>Signature refused</source>
            <translation>签名错误</translation>
        </message>
        <message>
            <source>WeChat's system error</source>
            <translation>微信系统错误</translation>
        </message>
        <message>
            <source>Stored before it is sent</source>
            <translation>发送前已保存</translation>
        </message>
        <message>
            <source>openid received</source>
            <translation>取得 openid</translation>
        </message>
        <message>
            <source>prepay_id received</source>
            <translation>取得 prepay_id</translation>
        </message>
        <message>
            <source>Signed for the mini program</source>
            <translation>已为小程序签名</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>已支付</translation>
        </message>
        <message>
            <source>Signature and amount match, booked</source>
            <translation>验签通过，金额一致，已入账</translation>
        </message>
        <message>
            <source>Answered</source>
            <translation>已答复</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>已关闭</translation>
        </message>
        <message>
            <source>Read from a file</source>
            <translation>从文件读入</translation>
        </message>
        <message>
            <source>Recorded from a notification</source>
            <translation>由通知收录</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>已变更</translation>
        </message>
        <message>
            <source>Paid by the code</source>
            <translation>已用付款码扣款</translation>
        </message>
        <message>
            <source>WeChat asks to call again</source>
            <translation>微信要求再次调用</translation>
        </message>
        <message>
            <source>Reversed</source>
            <translation>已撤销</translation>
        </message>
        <message>
            <source>Accepted, on its way: %1</source>
            <translation>已受理，正在退款：%1</translation>
        </message>
        <message>
            <source>Decrypted; counted once a refund query has confirmed it</source>
            <translation>已解密；退款查询确认后才计入</translation>
        </message>
        <message>
            <source>Placing</source>
            <translation>下单中</translation>
        </message>
        <message>
            <source>Unpaid</source>
            <translation>待支付</translation>
        </message>
        <message>
            <source>Being paid</source>
            <translation>支付中</translation>
        </message>
        <message>
            <source>Refunded</source>
            <translation>已退款</translation>
        </message>
        <message>
            <source>Revoked</source>
            <translation>已撤销</translation>
        </message>
        <message>
            <source>To be confirmed</source>
            <translation>待查单确认</translation>
        </message>
        <message>
            <source>Order created</source>
            <translation>创建订单</translation>
        </message>
        <message>
            <source>Login code exchanged</source>
            <translation>code 换取 openid</translation>
        </message>
        <message>
            <source>Unified order</source>
            <translation>统一下单</translation>
        </message>
        <message>
            <source>Second signature, back to the mini program</source>
            <translation>二次签名，返回小程序</translation>
        </message>
        <message>
            <source>The customer pays</source>
            <translation>用户支付</translation>
        </message>
        <message>
            <source>Notification #%1</source>
            <translation>支付通知 #%1</translation>
        </message>
        <message>
            <source>Order query</source>
            <translation>查单</translation>
        </message>
        <message>
            <source>Close order</source>
            <translation>关闭订单</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Adopted</source>
            <translation>收录</translation>
        </message>
        <message>
            <source>State changed</source>
            <translation>状态变更</translation>
        </message>
        <message>
            <source>Payment code charged</source>
            <translation>付款码扣款</translation>
        </message>
        <message>
            <source>Reverse order</source>
            <translation>撤销订单</translation>
        </message>
        <message>
            <source>Refund</source>
            <translation>退款</translation>
        </message>
        <message>
            <source>Refund query</source>
            <translation>退款查询</translation>
        </message>
        <message>
            <source>Planted fault</source>
            <translation>植入的故障</translation>
        </message>
        <message>
            <source>Refund notification</source>
            <translation>退款通知</translation>
        </message>
        <message>
            <source>%1 ms</source>
            <translation>%1 毫秒</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>%1 min %2 s</source>
            <translation>%1 分 %2 秒</translation>
        </message>
        <message>
            <source>%1 h %2 min</source>
            <translation>%1 小时 %2 分</translation>
        </message>
        <message>
            <source>Passed on; the backend answered SUCCESS</source>
            <translation>已转发，后端应答 SUCCESS</translation>
        </message>
        <message>
            <source>Forward to the backend</source>
            <translation>转发给后端</translation>
        </message>
    </context>
    <context>
        <name>paydesk::OrdersPage</name>
        <message numerus="yes">
            <source>%n today, %1 received, %2 to check</source>
            <translation>
                <numerusform>今天 %n 笔，已收 %1，待核 %2 笔</numerusform>
            </translation>
        </message>
        <message>
            <source>WeChat cannot be asked now.</source>
            <translation>现在无法向微信发出请求。</translation>
        </message>
        <message>
            <source>The merchant's API key is not at hand: it is missing, or the vault is locked.</source>
            <translation>商户的 API 密钥不可用：尚未填写，或者保险库已锁定。</translation>
        </message>
        <message>
            <source>Unlock the vault or enter the key in the settings.</source>
            <translation>请在设置里解锁保险库或填写密钥。</translation>
        </message>
        <message>
            <source>Open settings</source>
            <translation>打开设置</translation>
        </message>
        <message>
            <source>WeChat says %1 for the order %2.</source>
            <translation>微信答复：订单 %2 的状态是 %1。</translation>
        </message>
        <message>
            <source>Here it is recorded as: %1.</source>
            <translation>本机记录为：%1。</translation>
        </message>
        <message>
            <source>Close order – REAL merchant</source>
            <translation>关闭订单（真实商户）</translation>
        </message>
        <message>
            <source>Close order</source>
            <translation>关闭订单</translation>
        </message>
        <message>
            <source>%1 of the order %2 came back.</source>
            <translation>订单 %2 已退回 %1。</translation>
        </message>
        <message>
            <source>It counts as returned when a refund query has confirmed it.</source>
            <translation>退款查询确认后才计为已退。</translation>
        </message>
        <message>
            <source>WeChat has taken the refund of %1.</source>
            <translation>微信已受理退款 %1。</translation>
        </message>
        <message>
            <source>Close the order %1 over %2?</source>
            <translation>要关闭订单 %1（%2）吗？</translation>
        </message>
        <message>
            <source>REAL merchant: %1</source>
            <translation>真实商户：%1</translation>
        </message>
        <message>
            <source>It can no longer be paid then, and its number cannot be used again.</source>
            <translation>关闭后用户不能再支付，这个订单号也不能再用。</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>不关闭</translation>
        </message>
        <message>
            <source>The order %1 is closed.</source>
            <translation>订单 %1 已关闭。</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>订单</translation>
        </message>
        <message>
            <source>Query order</source>
            <translation>查单</translation>
        </message>
        <message>
            <source>Ask WeChat about the selected order now (F5)</source>
            <translation>立即向微信查询选中的订单（F5）</translation>
        </message>
        <message>
            <source>New test order</source>
            <translation>新建测试订单</translation>
        </message>
        <message>
            <source>No orders yet. Place a test order and see the whole course in about 30 seconds.</source>
            <translation>还没有订单。下一笔测试订单，约 30 秒就能看到完整过程。</translation>
        </message>
        <message>
            <source>Query the selected order</source>
            <translation>查询选中的订单</translation>
        </message>
        <message>
            <source>Find an order</source>
            <translation>查找订单</translation>
        </message>
        <message>
            <source>No orders match “%1”.</source>
            <translation>没有符合“%1”的订单。</translation>
        </message>
        <message>
            <source>Clear filter</source>
            <translation>清除筛选</translation>
        </message>
        <message>
            <source>New order</source>
            <translation>新建订单</translation>
        </message>
        <message>
            <source>No orders of this merchant yet.</source>
            <translation>这个商户还没有订单。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::ProgressCard</name>
        <message>
            <source>waiting for %1 s</source>
            <translation>已等 %1 秒</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>%1 ms</source>
            <translation>%1 ms</translation>
        </message>
        <message>
            <source>Get the openid</source>
            <translation>换取 openid</translation>
        </message>
        <message>
            <source>Unified order</source>
            <translation>统一下单</translation>
        </message>
        <message>
            <source>Second signature</source>
            <translation>二次签名</translation>
        </message>
        <message>
            <source>Charge the payment code</source>
            <translation>用付款码扣款</translation>
        </message>
        <message>
            <source>Reverse</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>The customer pays</source>
            <translation>等待用户付款</translation>
        </message>
        <message>
            <source>Receive the payment notification</source>
            <translation>接收支付通知</translation>
        </message>
        <message>
            <source>Confirm by a query</source>
            <translation>查单确认</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>Broken off</source>
            <translation>已中断</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>进行中</translation>
        </message>
        <message>
            <source>The merchant in use, or its settings, changed while this order was under way.</source>
            <translation>这笔订单进行到一半时，商户或它的设置变了。</translation>
        </message>
        <message>
            <source>The order %1 is in the history of its merchant; nothing was lost.</source>
            <translation>订单 %1 在原商户的历史里，什么也没有丢。</translation>
        </message>
        <message>
            <source>Open it there, or begin a new one.</source>
            <translation>可以到订单页查看，或者重新下一笔。</translation>
        </message>
        <message>
            <source>A notification of this order was rejected: %1.</source>
            <translation>这笔订单的一条通知被拒绝：%1。</translation>
        </message>
        <message>
            <source>The checklist on the notifications page says why.</source>
            <translation>通知页的检查清单写明了原因。</translation>
        </message>
        <message>
            <source>WeChat says: trade_state is %1.</source>
            <translation>微信的回答：trade_state 是 %1。</translation>
        </message>
        <message>
            <source>Paid ¥%1, confirmed after %2 s.</source>
            <translation>已支付 ¥%1，用时 %2 秒。</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Query now</source>
            <translation>现在查单</translation>
        </message>
        <message>
            <source>Stop waiting and reverse</source>
            <translation>不再等待，撤销</translation>
        </message>
        <message>
            <source>Open the order</source>
            <translation>打开订单</translation>
        </message>
        <message>
            <source>Another one</source>
            <translation>再来一笔</translation>
        </message>
    </context>
    <context>
        <name>paydesk::QrCode</name>
        <message>
            <source>QR code</source>
            <translation>二维码</translation>
        </message>
    </context>
    <context>
        <name>paydesk::QueriesSection</name>
        <message>
            <source>Nothing to query.</source>
            <translation>没有需要查询的订单。</translation>
        </message>
        <message>
            <source>No unpaid order has a query planned.</source>
            <translation>没有未支付订单在等待查询。</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>运行中</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>The key of the merchant in use is not at hand.</source>
            <translation>当前商户的密钥不可用。</translation>
        </message>
        <message>
            <source>No query runs by itself.</source>
            <translation>不会自动查单。</translation>
        </message>
        <message>
            <source>Next query at %1.</source>
            <translation>下次查单：%1。</translation>
        </message>
        <message>
            <source>No query is planned: no order waits for a payment.</source>
            <translation>没有计划中的查单：没有订单在等待付款。</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 分钟</translation>
        </message>
        <message>
            <source>then every 30 min, until about 2 h 20 min</source>
            <translation>之后每 30 分钟，直到约 2 小时 20 分</translation>
        </message>
        <message>
            <source>Query job</source>
            <translation>定时查单</translation>
        </message>
        <message>
            <source>Query unpaid orders by schedule</source>
            <translation>按计划查询未支付订单</translation>
        </message>
        <message>
            <source>A notification can get lost. The query finds the payment all the same, also after a restart of Paydesk.</source>
            <translation>通知可能丢失。查单照样能发现付款，重启 Paydesk 之后也一样。</translation>
        </message>
        <message>
            <source>Query now</source>
            <translation>立即查单</translation>
        </message>
        <message>
            <source>The plan</source>
            <translation>查单计划</translation>
        </message>
        <message>
            <source>Each wait begins at the query before. An order is queried until its state is final, at the longest until its prepay_id has expired. Opening an order and querying it by hand is possible at any time.</source>
            <translation>每段等待从上一次查单算起。查到最终状态为止，最长到 prepay_id 失效。随时可以打开订单手动查单。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::RecordedMessage</name>
        <message>
            <source>answer of %1</source>
            <translation>%1 的应答</translation>
        </message>
        <message>
            <source>request to %1</source>
            <translation>%1 的请求</translation>
        </message>
    </context>
    <context>
        <name>paydesk::RemedyDialog</name>
        <message>
            <source>(not there)</source>
            <translation>（没有）</translation>
        </message>
        <message>
            <source>is:        %1
should be: %2</source>
            <translation>现在：%1
应为：%2</translation>
        </message>
        <message>
            <source>How to fix it</source>
            <translation>怎样修改</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
    </context>
    <context>
        <name>paydesk::SecretEdit</name>
        <message>
            <source>Hide the characters</source>
            <translation>隐藏内容</translation>
        </message>
        <message>
            <source>Show the characters</source>
            <translation>显示内容</translation>
        </message>
    </context>
    <context>
        <name>paydesk::SecretInput</name>
        <message>
            <source>•••••••• saved; type to replace it</source>
            <translation>•••••••• 已保存，输入即替换</translation>
        </message>
        <message>
            <source>Without it nothing can be signed or verified.</source>
            <translation>没有它就不能签名，也不能验签。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::SettingsPage</name>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Every change applies at once</source>
            <translation>改动立即生效</translation>
        </message>
        <message>
            <source>Restore defaults</source>
            <translation>恢复默认</translation>
        </message>
        <message>
            <source>Sections of the settings</source>
            <translation>设置分类</translation>
        </message>
        <message>
            <source>Merchants</source>
            <translation>商户</translation>
        </message>
        <message>
            <source>Privacy and lock</source>
            <translation>隐私与锁定</translation>
        </message>
        <message>
            <source>Listener</source>
            <translation>监听</translation>
        </message>
        <message>
            <source>Query job</source>
            <translation>定时查单</translation>
        </message>
        <message>
            <source>Look and language</source>
            <translation>外观与语言</translation>
        </message>
        <message>
            <source>About</source>
            <translation>关于</translation>
        </message>
        <message>
            <source>From outside</source>
            <translation>从外网</translation>
        </message>
    </context>
    <context>
        <name>paydesk::SignatureCard</name>
        <message>
            <source>The key is not at hand.</source>
            <translation>手头没有密钥。</translation>
        </message>
        <message>
            <source>1. Drop the signature and empty values</source>
            <translation>1. 去除 sign 与空值</translation>
        </message>
        <message>
            <source>2. Sort by name, in byte order</source>
            <translation>2. 按字段名的字节序排序</translation>
        </message>
        <message>
            <source>3. Join as name=value with &amp;</source>
            <translation>3. 用 &amp; 拼接 name=value</translation>
        </message>
        <message>
            <source>%1 bytes</source>
            <translation>%1 字节</translation>
        </message>
        <message>
            <source>4. Append &amp;key=</source>
            <translation>4. 追加 &amp;key=</translation>
        </message>
        <message>
            <source>5. %1 of these bytes</source>
            <translation>5. 对这些字节做 %1</translation>
        </message>
        <message>
            <source>6. Upper case</source>
            <translation>6. 转大写</translation>
        </message>
        <message>
            <source>! No key</source>
            <translation>! 没有密钥</translation>
        </message>
        <message>
            <source>✓ Signature right</source>
            <translation>✓ 签名正确</translation>
        </message>
        <message>
            <source>✗ Signature differs</source>
            <translation>✗ 签名不一致</translation>
        </message>
        <message>
            <source>Step by step</source>
            <translation>逐步推算</translation>
        </message>
        <message>
            <source>String to sign</source>
            <translation>签名串</translation>
        </message>
        <message>
            <source>Computed</source>
            <translation>算得</translation>
        </message>
        <message>
            <source>Computed signature</source>
            <translation>算得的签名</translation>
        </message>
        <message>
            <source>As sent</source>
            <translation>发出</translation>
        </message>
        <message>
            <source>Signature as sent</source>
            <translation>发出的签名</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <translation>%1 … %2</translation>
        </message>
        <message>
            <source>%1 of %2 fields</source>
            <translation>%2 项 → %1 项</translation>
        </message>
        <message>
            <source>%1, %2 bytes</source>
            <translation>%1，%2 字节</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Diagnose this signature</source>
            <translation>诊断这个签名</translation>
        </message>
    </context>
    <context>
        <name>paydesk::SignaturesPage</name>
        <message>
            <source>Unified order and paySign of one order</source>
            <translation>同一笔订单的统一下单与 paySign</translation>
        </message>
        <message>
            <source>Your own against the right one</source>
            <translation>把您的签名与正确的签名对照</translation>
        </message>
        <message>
            <source>Signatures, side by side</source>
            <translation>签名对照</translation>
        </message>
        <message>
            <source>Both signatures of an order</source>
            <translation>订单的两次签名</translation>
        </message>
        <message>
            <source>What is compared</source>
            <translation>对照的内容</translation>
        </message>
        <message>
            <source>Diagnose</source>
            <translation>诊断</translation>
        </message>
        <message>
            <source>Two messages, field by field</source>
            <translation>两份报文逐字段对照</translation>
        </message>
        <message>
            <source>Compare two messages</source>
            <translation>比较两份报文</translation>
        </message>
    </context>
    <context>
        <name>paydesk::StepModel</name>
        <message>
            <source>%1, waiting</source>
            <translation>%1，等待中</translation>
        </message>
        <message>
            <source>%1, under way</source>
            <translation>%1，进行中</translation>
        </message>
        <message>
            <source>%1, done, %2</source>
            <translation>%1，已完成，%2</translation>
        </message>
        <message>
            <source>%1, failed: %2</source>
            <translation>%1，失败：%2</translation>
        </message>
        <message>
            <source>%1, with a warning, %2</source>
            <translation>%1，有提醒，%2</translation>
        </message>
    </context>
    <context>
        <name>paydesk::StepTrace</name>
        <message>
            <source>%1 B</source>
            <comment>bytes</comment>
            <translation>%1 B</translation>
        </message>
        <message>
            <source>1. Drop sign and empties</source>
            <translation>1. 去除 sign 与空值</translation>
        </message>
        <message>
            <source>%1 kept</source>
            <translation>%1 项</translation>
        </message>
        <message>
            <source>2. Sort by ASCII</source>
            <translation>2. 按 ASCII 排序</translation>
        </message>
        <message>
            <source>sorted</source>
            <translation>已排序</translation>
        </message>
        <message>
            <source>3. Join k=v&amp;…</source>
            <translation>3. 拼接 k=v&amp;…</translation>
        </message>
        <message>
            <source>4. Append &amp;key=</source>
            <translation>4. 追加 &amp;key=</translation>
        </message>
        <message>
            <source>5. %1</source>
            <translation>5. %1</translation>
        </message>
        <message>
            <source>6. Upper case</source>
            <translation>6. 转大写</translation>
        </message>
        <message>
            <source>not sorted</source>
            <translation>未排序</translation>
        </message>
        <message>
            <source>no key</source>
            <translation>没有密钥</translation>
        </message>
    </context>
    <context>
        <name>paydesk::StepTraceModel</name>
        <message>
            <source>Mistake in step %1</source>
            <translation>第 %1 步有错</translation>
        </message>
        <message>
            <source>Mistakes in steps %1</source>
            <translation>第 %1 步有错</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>right</source>
            <translation>正确</translation>
        </message>
        <message>
            <source>mistake here</source>
            <translation>错在这一步</translation>
        </message>
        <message>
            <source>follows from above</source>
            <translation>受前面影响</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>步骤</translation>
        </message>
        <message>
            <source>Yours</source>
            <translation>您的</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>正确</translation>
        </message>
    </context>
    <context>
        <name>paydesk::TopBar</name>
        <message>
            <source>Merchant</source>
            <translation>商户</translation>
        </message>
        <message>
            <source>Real merchant</source>
            <translation>真实商户</translation>
        </message>
        <message>
            <source>Sandbox: no real money</source>
            <translation>沙箱：不动真钱</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Light theme</source>
            <translation>浅色主题</translation>
        </message>
        <message>
            <source>Dark theme</source>
            <translation>深色主题</translation>
        </message>
        <message>
            <source>About Paydesk</source>
            <translation>关于 Paydesk</translation>
        </message>
    </context>
    <context>
        <name>paydesk::Tour</name>
        <message>
            <source>Paydesk starts on its sandbox: no account, no network.</source>
            <translation>Paydesk 启动即进入沙箱：不用账号，不用联网。</translation>
        </message>
        <message>
            <source>The checkout page opens with a new order number.</source>
            <translation>打开收银台，已生成新的商户订单号。</translation>
        </message>
        <message>
            <source>The order is typed in and placed: code, openid, unifiedorder, paySign.</source>
            <translation>填写并下单：code、openid、统一下单、二次签名。</translation>
        </message>
        <message>
            <source>Membership card, August</source>
            <translation>门店会员卡-8月</translation>
        </message>
        <message>
            <source>The customer pays; WeChat notifies, Paydesk verifies, books and queries.</source>
            <translation>用户付款；微信发出通知，Paydesk 验签、入账并查单。</translation>
        </message>
        <message>
            <source>The order in the history, with everything that happened to it.</source>
            <translation>历史里的订单，以及它的全部经过。</translation>
        </message>
        <message>
            <source>The notification and its checklist.</source>
            <translation>支付通知及其检查清单。</translation>
        </message>
        <message>
            <source>Both signatures of the order, field by field.</source>
            <translation>这笔订单的两次签名，逐字段对照。</translation>
        </message>
        <message>
            <source>A failing message and its key are pasted; the doctor names the two mistakes.</source>
            <translation>粘贴一条验签失败的报文和密钥，诊断指出两处错误。</translation>
        </message>
        <message>
            <source>Every byte that went out and came in.</source>
            <translation>进出的每一个字节。</translation>
        </message>
        <message>
            <source>Today's bill against the history: the order agrees.</source>
            <translation>今天的账单与本机订单核对：订单一致。</translation>
        </message>
        <message>
            <source>Merchants, vault, listener, query job, language and theme.</source>
            <translation>商户、保险库、监听、定时查单、语言和外观。</translation>
        </message>
        <message>
            <source>the control to act on did not appear</source>
            <translation>要操作的控件没有出现</translation>
        </message>
        <message>
            <source>the expected outcome did not appear</source>
            <translation>预期的结果没有出现</translation>
        </message>
        <message>
            <source>the picture %1 could not be written</source>
            <translation>图片 %1 无法写入</translation>
        </message>
        <message>
            <source>Every step held. The pictures are in %1.</source>
            <translation>每一步都成立。图片在 %1。</translation>
        </message>
        <message>
            <source>Stopped at “%1”: %2.</source>
            <translation>停在“%1”：%2。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::TraceModel</name>
        <message>
            <source>(empty)</source>
            <translation>（空值）</translation>
        </message>
        <message>
            <source>✓ signed</source>
            <translation>✓ 参与签名</translation>
        </message>
        <message>
            <source>#</source>
            <translation>序</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Kept?</source>
            <translation>去留</translation>
        </message>
        <message>
            <source>– empty</source>
            <translation>– 空值略去</translation>
        </message>
        <message>
            <source>– signature</source>
            <translation>– 签名略去</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
    </context>
    <context>
        <name>paydesk::UnlockDialog</name>
        <message>
            <source>Unlock the vault</source>
            <translation>解锁保险库</translation>
        </message>
        <message>
            <source>The keys of your real merchants are in it. The password is not stored anywhere.</source>
            <translation>真实商户的密钥都在里面。密码不会保存在任何地方。</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>解锁</translation>
        </message>
        <message>
            <source>Vault password</source>
            <translation>保险库密码</translation>
        </message>
    </context>
    <context>
        <name>paydesk::VaultDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Working</source>
            <translation>正在处理</translation>
        </message>
        <message>
            <source>At least %1 characters; this has %2.</source>
            <translation>至少 %1 个字符，现在是 %2 个。</translation>
        </message>
        <message>
            <source>The two passwords differ.</source>
            <translation>两次输入的密码不同。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::VaultSection</name>
        <message>
            <source>No vault yet</source>
            <translation>还没有保险库</translation>
        </message>
        <message>
            <source>The sandbox needs none. The first real merchant does: its password is asked for then, or set it now.</source>
            <translation>沙箱不需要保险库。添加第一个真实商户时会请您设置密码，也可以现在就设。</translation>
        </message>
        <message>
            <source>The vault is locked</source>
            <translation>保险库已锁定</translation>
        </message>
        <message>
            <source>Locked</source>
            <translation>已锁定</translation>
        </message>
        <message>
            <source>Real merchants cannot call the gateway or check notifications until it is unlocked. The history can be read.</source>
            <translation>解锁之前，真实商户不能调用接口，也不能验证通知。历史仍可查看。</translation>
        </message>
        <message>
            <source>The vault is unlocked</source>
            <translation>保险库已解锁</translation>
        </message>
        <message>
            <source>Unlocked</source>
            <translation>已解锁</translation>
        </message>
        <message>
            <source>It stays so until it is locked, by hand or by itself, or Paydesk ends. Locking also stops the calls, the listener and the query job of a real merchant.</source>
            <translation>直到锁定或退出 Paydesk 为止。锁定会同时停止真实商户的调用、监听和定时查单。</translation>
        </message>
        <message>
            <source>The vault is damaged</source>
            <translation>保险库已损坏</translation>
        </message>
        <message>
            <source>Damaged</source>
            <translation>已损坏</translation>
        </message>
        <message>
            <source>It was not changed. The sandbox and the history work without it.</source>
            <translation>文件没有被改动。沙箱和历史不受影响。</translation>
        </message>
        <message>
            <source>Create vault</source>
            <translation>创建保险库</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>解锁</translation>
        </message>
        <message>
            <source>Lock now</source>
            <translation>立即锁定</translation>
        </message>
        <message>
            <source>Change password</source>
            <translation>修改密码</translation>
        </message>
        <message>
            <source>What is protected, and how</source>
            <translation>保护了什么，怎样保护</translation>
        </message>
        <message>
            <source>API keys, AppSecrets, certificates and their passwords are in one encrypted file (AES-256-GCM) in the data folder, nowhere else.</source>
            <translation>API 密钥、AppSecret、证书及其密码只存在数据文件夹里的一个加密文件中（AES-256-GCM），别处没有。</translation>
        </message>
        <message>
            <source>The password costs scrypt with 128 MiB of memory for every guess, and is not stored.</source>
            <translation>每猜一次密码都要付出一次占用 128 MiB 内存的 scrypt 计算；密码本身不保存。</translation>
        </message>
        <message>
            <source>Histories, exchanges, logs and exports never contain a key: they are masked before they are written.</source>
            <translation>历史、交互记录、日志和导出文件里没有密钥：写入之前已经遮盖。</translation>
        </message>
        <message>
            <source>Orders, openids and amounts in the history are not encrypted. File permissions and the disk encryption of your system protect them.</source>
            <translation>历史中的订单、openid 和金额没有加密，由文件权限和系统的磁盘加密保护。</translation>
        </message>
        <message>
            <source>Locking by itself</source>
            <translation>自动锁定</translation>
        </message>
        <message>
            <source>Without keyboard and mouse for</source>
            <translation>无键盘鼠标操作多久后锁定</translation>
        </message>
        <message>
            <source>The screen&apos;s lock and the computer&apos;s sleep lock the vault as well, at once.</source>
            <translation>锁屏和电脑睡眠时也会立即锁定保险库。</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>从不</translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n 分钟</numerusform>
            </translation>
        </message>
        <message>
            <source>Even while the listener of a real merchant runs</source>
            <translation>真实商户正在监听时也锁定</translation>
        </message>
        <message>
            <source>A locked Paydesk cannot check notifications: WeChat repeats them, for a day.</source>
            <translation>锁定后无法核对通知：微信会在一天内重复发送。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::VerdictFrame</name>
        <message>
            <source>Other explanations (%1)</source>
            <translation>另有 %1 种解释</translation>
        </message>
    </context>
    <context>
        <name>paydesk::VerdictWords</name>
        <message>
            <source>The search was stopped</source>
            <translation>已停止查找</translation>
        </message>
        <message>
            <source>Found: the signature fits, but not the order it belongs to</source>
            <translation>找到原因：签名本身没有算错，但与所属订单不符</translation>
        </message>
        <message>
            <source>Found: one mistake reproduces your signature exactly</source>
            <translation>找到原因：1 处错误，重算结果与您的签名逐字一致</translation>
        </message>
        <message>
            <source>Found: %1 mistakes together reproduce your signature exactly</source>
            <translation>找到原因：%1 处错误叠加，重算结果与您的签名逐字一致</translation>
        </message>
        <message>
            <source>%1; only this explanation matches.</source>
            <translation>%1；只有这一种能重现。</translation>
        </message>
        <message>
            <source>%1; %2 explanations match, the likeliest first.</source>
            <translation>%1；有 %2 种能重现，最可能的在前。</translation>
        </message>
        <message>
            <source>The signature is wrong, and not by any of the %1 mistakes that are known</source>
            <translation>签名不对，原因不在已知的 %1 种错误之内</translation>
        </message>
        <message>
            <source>Check next: is the key the one set in the merchant platform, and do message and signature come from the same request?</source>
            <translation>接下来请核对：密钥是否就是商户平台里设置的那一个，报文与签名是否出自同一次请求。</translation>
        </message>
        <message>
            <source>Excluded: %1.</source>
            <translation>已排除：%1。</translation>
        </message>
        <message>
            <source>Excluded: %1; of three mistakes at a time the frequent ones only.</source>
            <translation>已排除：%1；三种错误叠加时只查了常见的。</translation>
        </message>
        <message>
            <source>The signature is right: computed by the rules, it is the same to the letter</source>
            <translation>签名正确：按规则重算，与给出的签名逐字一致</translation>
        </message>
        <message>
            <source>If WeChat says SIGNERROR all the same, the key most likely differs from the merchant platform&apos;s: “Verify key” tells.</source>
            <translation>如果微信仍返回“签名错误”，最可能是密钥与商户平台不一致：用“验证密钥”可以确认。</translation>
        </message>
        <message>
            <source>Not recognised</source>
            <translation>无法识别</translation>
        </message>
        <message>
            <source>No key yet: enter one to get the reason</source>
            <translation>还没有密钥：填入后就能找出原因</translation>
        </message>
        <message>
            <source>It may also stand on the last line of the pasted text, as key=…</source>
            <translation>也可以写在粘贴内容的最后一行：key=…</translation>
        </message>
        <message>
            <source>No signature to compare with</source>
            <translation>没有可核对的签名</translation>
        </message>
        <message>
            <source>By the rules it is %1.</source>
            <translation>按规则算得的签名是 %1。</translation>
        </message>
        <message>
            <source>The call does not carry the appId that it signs: enter the AppID.</source>
            <translation>appId 参与签名，但调用参数里没有：请填写 AppID。</translation>
        </message>
        <message>
            <source>Looking for the reason…</source>
            <translation>正在查找原因…</translation>
        </message>
        <message>
            <source>%1 signatures tried so far, %2 mistake(s) at a time</source>
            <translation>已核对 %1 个签名，正在看 %2 处错误的组合</translation>
        </message>
        <message>
            <source>Checked %1 known mistakes, %2 signatures, in %3 ms</source>
            <translation>已核对 %1 种已知错误，共 %2 个签名，用时 %3 毫秒</translation>
        </message>
        <message>
            <source>Checked %1 known mistakes and every pair of them, %2 signatures, in %3 ms</source>
            <translation>已核对 %1 种已知错误及其两两组合，共 %2 个签名，用时 %3 毫秒</translation>
        </message>
        <message>
            <source>Checked %1 known mistakes, pairs and triples of them, %2 signatures, in %3 ms</source>
            <translation>已核对 %1 种已知错误及其两两、三三组合，共 %2 个签名，用时 %3 毫秒</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>an observation, what to do about it</comment>
            <translation>%1%2</translation>
        </message>
        <message>
            <source>String to sign, %1</source>
            <translation>签名串，%1</translation>
        </message>
        <message>
            <source>XML message, %1</source>
            <translation>XML 报文，%1</translation>
        </message>
        <message>
            <source>JSON message, %1</source>
            <translation>JSON 报文，%1</translation>
        </message>
        <message>
            <source>Query of a URL, %1</source>
            <translation>URL 查询串，%1</translation>
        </message>
        <message>
            <source>cURL command, %1</source>
            <translation>cURL 命令，%1</translation>
        </message>
        <message>
            <source>wx.requestPayment, %1</source>
            <translation>wx.requestPayment，%1</translation>
        </message>
        <message>
            <source>The string follows the rules, and this is its signature</source>
            <translation>签名串符合规则，这就是它的签名</translation>
        </message>
    </context>
    <context>
        <name>paydesk::WholeString</name>
        <message>
            <source>%1: character %2, byte %3, field %4</source>
            <translation>%1：第 %2 个字符，字节偏移 %3，字段 %4</translation>
        </message>
    </context>
    <context>
        <name>paydesk::LookupButton</name>
        <message>
            <source>What is %1?</source>
            <translation>%1 是什么？</translation>
        </message>
        <message>
            <source>Look it up in the error codes (F1)</source>
            <translation>在错误码里查看（F1）</translation>
        </message>
    </context>
    <context>
        <name>paydesk::BillInput</name>
        <message>
            <source>en_GB</source>
            <comment>whose names the calendar gives to months and days</comment>
            <translation>zh_CN</translation>
        </message>
        <message>
            <source>Day of the bill, in Beijing</source>
            <translation>账单日期（北京时间）</translation>
        </message>
        <message>
            <source>Kind of bill</source>
            <translation>账单种类</translation>
        </message>
        <message>
            <source>All trades (ALL)</source>
            <translation>全部交易（ALL）</translation>
        </message>
        <message>
            <source>Payments (SUCCESS)</source>
            <translation>支付成功（SUCCESS）</translation>
        </message>
        <message>
            <source>Refunds (REFUND)</source>
            <translation>退款（REFUND）</translation>
        </message>
        <message>
            <source>Fund flow of Basic</source>
            <translation>资金账单：基本账户</translation>
        </message>
        <message>
            <source>Fund flow of Operation</source>
            <translation>资金账单：运营账户</translation>
        </message>
        <message>
            <source>Fund flow of Fees</source>
            <translation>资金账单：手续费账户</translation>
        </message>
        <message>
            <source>Download and match</source>
            <translation>下载并核对</translation>
        </message>
        <message>
            <source>Fetch this day's bill and match it with the history (F5)</source>
            <translation>下载这一天的账单，与本机订单核对（F5）</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Stop it; nothing is kept of it (Esc)</source>
            <translation>停下来，不留任何内容（Esc）</translation>
        </message>
        <message>
            <source>Choose a bill file</source>
            <translation>选择账单文件</translation>
        </message>
        <message>
            <source>Match a bill that is on this computer (Ctrl+O)</source>
            <translation>核对本机上的账单文件（Ctrl+O）</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>or drop a bill file here</source>
            <translation>也可以把账单文件拖到本页</translation>
        </message>
    </context>
    <context>
        <name>paydesk::BillResult</name>
        <message>
            <source>The bill has no row, and nothing was paid here on its day.</source>
            <translation>账单一行也没有，这一天本机也没有已支付的订单。</translation>
        </message>
        <message>
            <source>Bill and history agree, order by order.</source>
            <translation>账单与本机订单逐笔一致。</translation>
        </message>
        <message>
            <source>A fund flow names no orders: its movements are added up and checked against its own totals.</source>
            <translation>资金账单里没有商户订单，只把各笔相加，与它自己的汇总核对。</translation>
        </message>
        <message>
            <source>Query order</source>
            <translation>查单</translation>
        </message>
        <message>
            <source>Ask WeChat about the chosen order now</source>
            <translation>现在就向微信查询所选订单</translation>
        </message>
        <message>
            <source>Open its order</source>
            <translation>打开所属订单</translation>
        </message>
        <message>
            <source>Enter, or a double click on the row</source>
            <translation>也可以按回车，或双击这一行</translation>
        </message>
    </context>
    <context>
        <name>paydesk::BillTotals</name>
        <message>
            <source>Payments: %1; refunds: %2, %3</source>
            <translation>支付 %1 笔，退款 %2 笔 %3</translation>
        </message>
        <message>
            <source>; reversals: %1, %2</source>
            <translation>，撤销 %1 笔 %2</translation>
        </message>
        <message>
            <source>; of other sub merchants, passed over: %1</source>
            <translation>，其他子商户的 %1 行未核对</translation>
        </message>
        <message>
            <source>Bill</source>
            <translation>微信账单</translation>
        </message>
        <message>
            <source>History</source>
            <translation>本机订单</translation>
        </message>
        <message>
            <source>A bill of refunds is compared refund by refund</source>
            <translation>退款账单逐笔核对退款</translation>
        </message>
        <message>
            <source>Paid on these days: %1</source>
            <translation>账单日期内支付 %1 笔</translation>
        </message>
        <message>
            <source>Payments that agree</source>
            <translation>一致的支付</translation>
        </message>
        <message>
            <source>Nothing differs</source>
            <translation>没有不一致</translation>
        </message>
        <message>
            <source>To be looked at: %1</source>
            <translation>待查 %1 笔</translation>
        </message>
        <message>
            <source>Movements: %1</source>
            <translation>%1 笔</translation>
        </message>
        <message>
            <source>Came in</source>
            <translation>收入</translation>
        </message>
        <message>
            <source>Went out</source>
            <translation>支出</translation>
        </message>
        <message>
            <source>Movements in all</source>
            <translation>资金流水笔数</translation>
        </message>
    </context>
    <context>
        <name>paydesk::BillWords</name>
        <message>
            <source>Payment</source>
            <translation>支付</translation>
        </message>
        <message>
            <source>Refund</source>
            <translation>退款</translation>
        </message>
        <message>
            <source>Reversal</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Not in the bill</source>
            <translation>账单里没有</translation>
        </message>
        <message>
            <source>Not in the history</source>
            <translation>本机没有</translation>
        </message>
        <message>
            <source>Another amount</source>
            <translation>金额不同</translation>
        </message>
        <message>
            <source>Another currency</source>
            <translation>币种不同</translation>
        </message>
        <message>
            <source>Another state</source>
            <translation>状态不同</translation>
        </message>
        <message>
            <source>Another payment</source>
            <translation>支付单号不同</translation>
        </message>
        <message>
            <source>Paid a second time</source>
            <translation>重复支付</translation>
        </message>
        <message>
            <source>Paid on this day as the history says, but not in the bill. Query the order; the bill may be of another merchant or kind.</source>
            <translation>本机记录为这一天已支付，账单里却没有。请查单；也可能是选错了商户或账单种类。</translation>
        </message>
        <message>
            <source>The bill has this order, the history does not: it was placed elsewhere. Import it on the start page.</source>
            <translation>账单里有这笔订单，本机没有：它不是在这里下的单。可在“开始”页导入。</translation>
        </message>
        <message>
            <source>Bill and history name different amounts. Query the order before anything is delivered or given back.</source>
            <translation>账单与本机的金额不同。先查单，再决定发货或退款。</translation>
        </message>
        <message>
            <source>Bill and history name different currencies. Query the order before anything is delivered or given back.</source>
            <translation>账单与本机的币种不同。先查单，再决定发货或退款。</translation>
        </message>
        <message>
            <source>The history does not know what the bill says of this order: a notification was probably lost. Query the order.</source>
            <translation>账单记载的状态本机还不知道，可能丢了通知。请查单。</translation>
        </message>
        <message>
            <source>The bill names another payment than the history. Query the order; it may have been paid twice.</source>
            <translation>账单与本机记录的不是同一次支付，可能付了两次。请查单。</translation>
        </message>
        <message>
            <source>The bill has a second payment of this order. Query the order; one of the two may have to be given back.</source>
            <translation>账单里这笔订单支付了两次。请查单，可能需要退回其中一笔。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::DifferenceLists</name>
        <message>
            <source>Only in the history</source>
            <translation>仅本机有</translation>
        </message>
        <message>
            <source>Only in the bill</source>
            <translation>仅账单有</translation>
        </message>
        <message>
            <source>Different</source>
            <translation>不一致</translation>
        </message>
        <message>
            <source>Every order that was paid here stands in the bill.</source>
            <translation>本机已支付的订单，账单里都有。</translation>
        </message>
        <message>
            <source>The history knows every order of the bill.</source>
            <translation>账单里的订单，本机都有。</translation>
        </message>
        <message>
            <source>Whatever both have says the same in both.</source>
            <translation>两边都有的订单，内容一致。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::DifferenceModel</name>
        <message>
            <source>%1 in Beijing</source>
            <translation>北京时间 %1</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Order no.</source>
            <translation>商户订单号</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>差异</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>本机状态</translation>
        </message>
        <message>
            <source>Amount here</source>
            <translation>本机金额</translation>
        </message>
        <message>
            <source>In the bill</source>
            <translation>账单记为</translation>
        </message>
        <message>
            <source>Bill amount</source>
            <translation>账单金额</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>行号</translation>
        </message>
    </context>
    <context>
        <name>paydesk::ReconcilePage</name>
        <message>
            <source>Choose a bill</source>
            <translation>选择账单</translation>
        </message>
        <message>
            <source>Bills (*.csv *.gz)</source>
            <translation>账单 (*.csv *.gz)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>Begun …</source>
            <translation>已开始…</translation>
        </message>
        <message>
            <source>Downloading: %1 of %2</source>
            <translation>正在下载：%1 / %2</translation>
        </message>
        <message>
            <source>Downloading: %1</source>
            <translation>正在下载：%1</translation>
        </message>
        <message>
            <source>Reading: %1 of %2</source>
            <translation>正在读取：%1 / %2</translation>
        </message>
        <message>
            <source>Comparing with the history …</source>
            <translation>正在与本机订单核对…</translation>
        </message>
        <message>
            <source>A bill of WeChat against the orders here, by days in Beijing</source>
            <translation>按北京时间的一天，微信账单与本机订单逐笔核对</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <translation>%1 至 %2</translation>
        </message>
        <message>
            <source>%1, of %2, rows: %3</source>
            <translation>%1，%2，共 %3 行</translation>
        </message>
        <message>
            <source>%1, rows: %2</source>
            <translation>%1，共 %2 行</translation>
        </message>
        <message>
            <source>The history has no order %1.</source>
            <translation>本机没有订单 %1。</translation>
        </message>
        <message>
            <source>Go to the import</source>
            <translation>去导入</translation>
        </message>
        <message>
            <source>Reconcile</source>
            <translation>对账</translation>
        </message>
        <message>
            <source>Choose a WeChat bill (.csv, .gz) to match against local orders.</source>
            <translation>选择微信账单文件（.csv、.gz），与本机订单逐笔核对。</translation>
        </message>
        <message>
            <source>Choose a bill file</source>
            <translation>选择账单文件</translation>
        </message>
        <message>
            <source>Download the bill and match it</source>
            <translation>下载账单并核对</translation>
        </message>
        <message>
            <source>Stop the download or the comparison</source>
            <translation>停止下载或核对</translation>
        </message>
    </context>
    <context>
        <name>paydesk::ReferenceDetail</name>
        <message>
            <source>Choose an error in the list.</source>
            <translation>请在列表里选一个错误。</translation>
        </message>
        <message>
            <source>An error code of WeChat</source>
            <translation>微信的错误码</translation>
        </message>
        <message>
            <source>WeChat's return_msg beside return_code FAIL; such an answer has no code</source>
            <translation>微信在 return_code 为 FAIL 时给出的 return_msg，这种应答没有错误码</translation>
        </message>
        <message>
            <source>Paydesk's own word</source>
            <translation>Paydesk 自己的判定</translation>
        </message>
        <message>
            <source>Copy the explanation</source>
            <translation>复制说明</translation>
        </message>
        <message>
            <source>What it means</source>
            <translation>含义</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>处理办法</translation>
        </message>
        <message>
            <source>Query, or send again?</source>
            <translation>先查单，还是重发？</translation>
        </message>
        <message>
            <source>Where it is given, and with which words</source>
            <translation>在哪些接口出现，原文是什么</translation>
        </message>
    </context>
    <context>
        <name>paydesk::ReferenceModel</name>
        <message>
            <source>Code</source>
            <translation>错误码</translation>
        </message>
        <message>
            <source>Meaning</source>
            <translation>含义</translation>
        </message>
        <message>
            <source>Endpoints</source>
            <translation>接口</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>下一步</translation>
        </message>
    </context>
    <context>
        <name>paydesk::ReferencePage</name>
        <message>
            <source>No error matches “%1”.</source>
            <translation>没有符合“%1”的错误码。</translation>
        </message>
        <message>
            <source>Clear filter</source>
            <translation>清除筛选</translation>
        </message>
        <message numerus="yes">
            <source>%n of %1</source>
            <translation>
                <numerusform>%1 条中的 %n 条</numerusform>
            </translation>
        </message>
        <message>
            <source>Error codes</source>
            <translation>错误码</translation>
        </message>
        <message>
            <source>Code, meaning or endpoint</source>
            <translation>错误码、含义或接口</translation>
        </message>
        <message>
            <source>Search the error codes</source>
            <translation>搜索错误码</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Find an error code</source>
            <translation>查找错误码</translation>
        </message>
        <message>
            <source>Copy the explanation</source>
            <translation>复制说明</translation>
        </message>
        <message numerus="yes">
            <source>%n explained</source>
            <translation>
                <numerusform>共 %n 条，每条说明含义和处理办法</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>paydesk::ReferenceWords</name>
        <message>
            <source>%1 (error_code %2)</source>
            <translation>%1（error_code %2）</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>every call</source>
            <translation>所有接口</translation>
        </message>
        <message>
            <source>on this machine</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>Correct it</source>
            <translation>改正</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>原样重发</translation>
        </message>
        <message>
            <source>Query first</source>
            <translation>先查单</translation>
        </message>
        <message>
            <source>New number</source>
            <translation>换新单号</translation>
        </message>
        <message>
            <source>Nothing to do</source>
            <translation>无需处理</translation>
        </message>
        <message>
            <source>No: the same request is refused again. Correct the cause, then send it.</source>
            <translation>都不用：同样的请求还会被拒绝。改正原因后再发。</translation>
        </message>
        <message>
            <source>Send it again after a while, with identical parameters and the same number: so nothing happens twice.</source>
            <translation>稍后用完全相同的参数和单号重发，这样不会重复执行。</translation>
        </message>
        <message>
            <source>Query first: the outcome is unknown, or decided already. Only the answer to the query tells whether anything is left to do.</source>
            <translation>先查单：结果未知，或早有定论。以查单结果决定还要不要做什么。</translation>
        </message>
        <message>
            <source>This attempt is over. The next one takes a new number or a new code.</source>
            <translation>这次尝试已经结束。下一次要换新的单号或 code。</translation>
        </message>
        <message>
            <source>Neither: it is as good as done.</source>
            <translation>都不用：等于已经完成。</translation>
        </message>
        <message>
            <source>Means: %1</source>
            <translation>含义：%1</translation>
        </message>
        <message>
            <source>What to do: %1</source>
            <translation>处理办法：%1</translation>
        </message>
        <message>
            <source>Query or send again: %1</source>
            <translation>查单还是重发：%1</translation>
        </message>
        <message>
            <source>Given at:</source>
            <translation>出现在：</translation>
        </message>
    </context>
    <context>
        <name>paydesk::RefundModel</name>
        <message>
            <source>Refund no.</source>
            <translation>退款单号</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>金额</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Begun</source>
            <translation>发起时间</translation>
        </message>
        <message>
            <source>Refused: %1</source>
            <translation>被拒绝：%1</translation>
        </message>
        <message>
            <source>Closed by WeChat</source>
            <translation>微信已关闭</translation>
        </message>
        <message>
            <source>Abnormal: see the merchant platform</source>
            <translation>异常，请到商户平台处理</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>已退回</translation>
        </message>
        <message>
            <source>On its way</source>
            <translation>退款中</translation>
        </message>
        <message>
            <source>Not answered yet</source>
            <translation>尚无应答</translation>
        </message>
        <message>
            <source>Waits for a refund query</source>
            <translation>待退款查询确认</translation>
        </message>
    </context>
    <context>
        <name>paydesk::RefundDialog</name>
        <message>
            <source>Refund – REAL merchant</source>
            <translation>退款 – 真实商户</translation>
        </message>
        <message>
            <source>Refund</source>
            <translation>退款</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Yes, return real money of %1</source>
            <translation>确认退还 %1 的真实款项</translation>
        </message>
        <message>
            <source>The client certificate is fit; it ends on %1.</source>
            <translation>商户证书可用，%1 到期。</translation>
        </message>
        <message>
            <source>The client certificate ends soon, on %1: get a new one from the merchant platform.</source>
            <translation>商户证书即将到期（%1），请到商户平台更换。</translation>
        </message>
        <message>
            <source>The local sandbox takes refunds over HTTP without a certificate.</source>
            <translation>本地沙箱通过 HTTP 受理退款，不需要证书。</translation>
        </message>
        <message>
            <source>The sandbox merchant's own client certificate is shown.</source>
            <translation>出示沙箱商户自带的证书。</translation>
        </message>
        <message>
            <source>The customer sees it, except for partial refunds of at most 1 yuan.</source>
            <translation>会展示给顾客；1 元以下的部分退款除外。</translation>
        </message>
        <message>
            <source>Reason (optional)</source>
            <translation>原因（可不填）</translation>
        </message>
        <message>
            <source>A part or all of what is left.</source>
            <translation>可退部分或全部余额。</translation>
        </message>
        <message>
            <source>Amount (yuan)</source>
            <translation>金额（元）</translation>
        </message>
        <message>
            <source>Returned so far %1, on the way %2, left %3</source>
            <translation>已退 %1，退款中 %2，可退 %3</translation>
        </message>
        <message>
            <source>Order %1, paid %2</source>
            <translation>订单 %1，已付 %2</translation>
        </message>
        <message>
            <source>Refund %1</source>
            <translation>退款 %1</translation>
        </message>
    </context>
    <context>
        <name>paydesk::FaultWords</name>
        <message>
            <source>Lost</source>
            <translation>丢失</translation>
        </message>
        <message>
            <source>Late</source>
            <translation>迟到</translation>
        </message>
        <message>
            <source>Sent twice</source>
            <translation>重复发送</translation>
        </message>
        <message>
            <source>Overtaken</source>
            <translation>乱序</translation>
        </message>
        <message>
            <source>Tampered with</source>
            <translation>被篡改</translation>
        </message>
        <message>
            <source>Wrong key</source>
            <translation>密钥不对</translation>
        </message>
        <message>
            <source>Wrong amount</source>
            <translation>金额不对</translation>
        </message>
        <message>
            <source>Another merchant</source>
            <translation>别的商户</translation>
        </message>
        <message>
            <source>No signature</source>
            <translation>没有签名</translation>
        </message>
        <message>
            <source>Password wanted</source>
            <translation>需输密码</translation>
        </message>
        <message>
            <source>System error</source>
            <translation>系统错误</translation>
        </message>
        <message>
            <source>Bank error</source>
            <translation>银行故障</translation>
        </message>
        <message>
            <source>A chosen err_code</source>
            <translation>指定 err_code</translation>
        </message>
        <message>
            <source>No answer, not done</source>
            <translation>无应答，未执行</translation>
        </message>
        <message>
            <source>No answer, but done</source>
            <translation>无应答，已执行</translation>
        </message>
        <message>
            <source>Half an answer</source>
            <translation>半个应答</translation>
        </message>
        <message>
            <source>Slow answer</source>
            <translation>应答缓慢</translation>
        </message>
        <message>
            <source>Refund abnormal</source>
            <translation>退款异常</translation>
        </message>
        <message>
            <source>Refund closed</source>
            <translation>退款关闭</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>通知</translation>
        </message>
        <message>
            <source>All interfaces</source>
            <translation>所有接口</translation>
        </message>
    </context>
    <context>
        <name>paydesk::FaultModel</name>
        <message>
            <source>until cleared</source>
            <translation>直到清除</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>Fault</source>
            <translation>故障</translation>
        </message>
        <message>
            <source>Strikes at</source>
            <translation>作用于</translation>
        </message>
        <message>
            <source>Still strikes</source>
            <translation>剩余次数</translation>
        </message>
        <message>
            <source>Lasts</source>
            <translation>持续</translation>
        </message>
    </context>
    <context>
        <name>paydesk::FaultForm</name>
        <message>
            <source>What goes wrong</source>
            <translation>出什么问题</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>在哪里</translation>
        </message>
        <message>
            <source>How often</source>
            <translation>次数</translation>
        </message>
        <message>
            <source>0: until it is cleared</source>
            <translation>0：直到清除</translation>
        </message>
        <message>
            <source>How long</source>
            <translation>多久</translation>
        </message>
        <message>
            <source> s</source>
            <translation> 秒</translation>
        </message>
        <message>
            <source>Plant</source>
            <translation>埋设</translation>
        </message>
    </context>
    <context>
        <name>paydesk::BackstageDialog</name>
        <message>
            <source>%1 d</source>
            <translation>%1 天</translation>
        </message>
        <message>
            <source>%1 h</source>
            <translation>%1 小时</translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 分钟</translation>
        </message>
        <message>
            <source>Faults and time of the sandbox</source>
            <translation>沙箱的故障与时间</translation>
        </message>
        <message>
            <source>Let go wrong here what goes wrong in the world one day. A planted fault strikes what comes next, and the order's timeline says that it did.</source>
            <translation>把迟早会遇到的问题先在这里演一遍。埋设的故障作用于接下来的消息，并会写进订单的时间线。</translation>
        </message>
        <message>
            <source>In force</source>
            <translation>生效中</translation>
        </message>
        <message>
            <source>Nothing is planted: the sandbox behaves.</source>
            <translation>没有埋设故障：沙箱一切正常。</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Clear all</source>
            <translation>全部清除</translation>
        </message>
        <message>
            <source>Faults in force</source>
            <translation>生效中的故障</translation>
        </message>
        <message>
            <source>Plant a fault</source>
            <translation>埋设故障</translation>
        </message>
        <message>
            <source>The sandbox's time</source>
            <translation>沙箱时间</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>%1 (%2 ahead)</source>
            <translation>%1（快 %2）</translation>
        </message>
        <message>
            <source>Time goes forward only. What falls due on the way is done: notifications are repeated, a prepay_id dies after 2 h, a bill is there the next day.</source>
            <translation>时间只能往前拨。途中到期的事都会发生：通知会重发，prepay_id 两小时后失效，次日有账单。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>paydesk::FieldModel</name>
        <message>
            <source>Add a field…</source>
            <translation>添加字段…</translation>
        </message>
        <message>
            <source>Changed; %1 came.</source>
            <translation>已修改；原来是 %1。</translation>
        </message>
        <message>
            <source>no such field</source>
            <translation>没有这个字段</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
    </context>
    <context>
        <name>paydesk::AttemptModel</name>
        <message>
            <source>No.</source>
            <translation>序</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>发出</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>用时</translation>
        </message>
        <message>
            <source>HTTP</source>
            <translation>HTTP</translation>
        </message>
        <message>
            <source>What came back</source>
            <translation>对方的应答</translation>
        </message>
        <message>
            <source>SUCCESS</source>
            <translation>SUCCESS</translation>
        </message>
        <message>
            <source>Stopped before an answer came</source>
            <translation>应答到达前已停止</translation>
        </message>
        <message>
            <source>No answer: %1</source>
            <translation>没有应答：%1</translation>
        </message>
    </context>
    <context>
        <name>paydesk::MessageEditor</name>
        <message>
            <source>No field is changed.</source>
            <translation>没有修改字段。</translation>
        </message>
        <message>
            <source>Changed: %1.</source>
            <translation>已修改：%1。</translation>
        </message>
        <message>
            <source>They are inside req_info, which is not made anew: they are not sent.</source>
            <translation>这些字段在 req_info 里，而它没有重新加密：改动不会发出。</translation>
        </message>
        <message>
            <source>These fields are inside req_info.</source>
            <translation>这些字段在 req_info 里。</translation>
        </message>
        <message>
            <source>The message to send</source>
            <translation>要发送的报文</translation>
        </message>
        <message>
            <source>As it came</source>
            <translation>原样</translation>
        </message>
        <message>
            <source>Change and sign</source>
            <translation>改后重签</translation>
        </message>
        <message>
            <source>As text</source>
            <translation>直接改文本</translation>
        </message>
        <message>
            <source>The message as it came</source>
            <translation>收到的原报文</translation>
        </message>
        <message>
            <source>Fields of the message</source>
            <translation>报文字段</translation>
        </message>
        <message>
            <source>Remove field</source>
            <translation>删除字段</translation>
        </message>
        <message>
            <source>How it is signed</source>
            <translation>怎样签名</translation>
        </message>
        <message>
            <source>req_info made anew with the merchant&apos;s key</source>
            <translation>用商户密钥重新加密 req_info</translation>
        </message>
        <message>
            <source>Signed rightly, with the merchant&apos;s key</source>
            <translation>用商户密钥正确签名</translation>
        </message>
        <message>
            <source>req_info as it came</source>
            <translation>req_info 保持原样</translation>
        </message>
        <message>
            <source>sign as the fields have it (wrong once they change)</source>
            <translation>保留字段里的 sign（字段一改就是错的）</translation>
        </message>
        <message>
            <source>Wrong: req_info made with a key that nobody has</source>
            <translation>故意出错：用没人有的密钥加密 req_info</translation>
        </message>
        <message>
            <source>Wrong: signed with a key that nobody has</source>
            <translation>故意出错：用没人有的密钥签名</translation>
        </message>
        <message>
            <source>Wrong: without req_info</source>
            <translation>故意出错：不带 req_info</translation>
        </message>
        <message>
            <source>Wrong: without sign</source>
            <translation>故意出错：不带 sign</translation>
        </message>
        <message>
            <source>The message as text</source>
            <translation>报文文本</translation>
        </message>
        <message>
            <source>A secret was left out where *** stands when this was recorded.</source>
            <translation>*** 处原是机密，记录时已略去。</translation>
        </message>
        <message>
            <source>Sent exactly as it stands here, in UTF-8; nothing is signed.</source>
            <translation>按这里的文字原样以 UTF-8 发送，不签名。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::ReplayDialog</name>
        <message>
            <source>The listener is not running. Start it on the notifications page.</source>
            <translation>监听没有运行，请在“通知”页启动。</translation>
        </message>
        <message>
            <source>Every attempt is shown here with what the receiver made of it.</source>
            <translation>每次发送和对方的应答都会列在这里。</translation>
        </message>
        <message numerus="yes">
            <source>Done: %n attempt(s).</source>
            <translation>
                <numerusform>已完成：共 %n 次。</numerusform>
            </translation>
        </message>
        <message>
            <source>The next attempt goes out in %1, at %2.</source>
            <translation>%1后发送下一次（%2）。</translation>
        </message>
        <message>
            <source>Waiting for the answer…</source>
            <translation>等待应答…</translation>
        </message>
        <message>
            <source>Send the notification of %1 again</source>
            <translation>重放 %1 的通知</translation>
        </message>
        <message>
            <source>an unknown order</source>
            <translation>未知订单</translation>
        </message>
        <message>
            <source>%1 – REAL merchant</source>
            <translation>%1 – 真实商户</translation>
        </message>
        <message>
            <source>Where to</source>
            <translation>发往</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Such as http://127.0.0.1:8000/notify</source>
            <translation>例如 http://127.0.0.1:8000/notify</translation>
        </message>
        <message>
            <source>Paydesk&apos;s own listener</source>
            <translation>Paydesk 自己的监听</translation>
        </message>
        <message>
            <source>My backend: %1</source>
            <translation>我的后端：%1</translation>
        </message>
        <message>
            <source>Another address</source>
            <translation>其他地址</translation>
        </message>
        <message>
            <source>How often</source>
            <translation>次数</translation>
        </message>
        <message>
            <source>Once</source>
            <translation>一次</translation>
        </message>
        <message>
            <source>Several times</source>
            <translation>多次</translation>
        </message>
        <message>
            <source>As WeChat repeats it, until SUCCESS</source>
            <translation>按微信的重发节奏，直到 SUCCESS</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>共几次</translation>
        </message>
        <message>
            <source>Seconds between two</source>
            <translation>间隔（秒）</translation>
        </message>
        <message>
            <source>Yes, even if it is taken for a real payment</source>
            <translation>我确认：对方可能把它当成真实付款</translation>
        </message>
        <message>
            <source>Attempts</source>
            <translation>发送记录</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>发送</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>paydesk::OutsideSection</name>
        <message>
            <source>%1 bytes</source>
            <translation>%1 字节</translation>
        </message>
        <message>
            <source>%1 s apart</source>
            <translation>相差 %1 秒</translation>
        </message>
        <message>
            <source>skipped</source>
            <translation>未检查</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>检查中</translation>
        </message>
        <message>
            <source>WeChat would not get through</source>
            <translation>微信到不了这里</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>The way is open, with a warning</source>
            <translation>线路通畅，有提醒</translation>
        </message>
        <message>
            <source>The way is open</source>
            <translation>线路通畅</translation>
        </message>
        <message>
            <source>For a server block of its own: it hands notifications to 127.0.0.1:%1 untouched.</source>
            <translation>单独的 server 块：把通知原样转交给 127.0.0.1:%1。</translation>
        </message>
        <message>
            <source>The notify_url of this merchant. Two harmless messages walk the whole way from here to the listener; neither is recorded.</source>
            <translation>此商户的 notify_url。两条无害的报文会从这里走完整条线路到达监听器，都不会被记录。</translation>
        </message>
        <message>
            <source>Start the listener first: the test ends there.</source>
            <translation>请先启动监听：自检的终点就是它。</translation>
        </message>
        <message>
            <source>Self-test of the public address</source>
            <translation>公网自检</translation>
        </message>
        <message>
            <source>Public address (notify_url)</source>
            <translation>公网地址（notify_url）</translation>
        </message>
        <message>
            <source>Test the way</source>
            <translation>开始自检</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Steps of the way</source>
            <translation>自检步骤</translation>
        </message>
        <message>
            <source>Reverse proxy: nginx</source>
            <translation>反向代理：nginx</translation>
        </message>
        <message>
            <source>Server block for nginx</source>
            <translation>nginx 的 server 块</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Trusted proxies</source>
            <translation>可信代理</translation>
        </message>
        <message>
            <source>Addresses or subnets, separated by commas. Only what they say in X-Forwarded-For counts; of anybody else it is shown as a claim.</source>
            <translation>地址或网段，用逗号分隔。只有它们写的 X-Forwarded-For 才算数；其他来源只作为“自称”显示。</translation>
        </message>
        <message>
            <source>Tunnels on this computer</source>
            <translation>本机已安装的内网穿透工具</translation>
        </message>
        <message>
            <source>None of ssh, frpc, cloudflared, ngrok, cpolar and tailscale is installed here.</source>
            <translation>本机没有安装 ssh、frpc、cloudflared、ngrok、cpolar 或 tailscale。</translation>
        </message>
    </context>
    <context>
        <name>paydesk::SlotsCard</name>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>Key file</source>
            <translation>密钥文件</translation>
        </message>
        <message>
            <source>Keychain of the system</source>
            <translation>系统钥匙串</translation>
        </message>
        <message>
            <source>Of a newer Paydesk</source>
            <translation>新版 Paydesk 的方式</translation>
        </message>
        <message>
            <source>Remove: %1 %2</source>
            <translation>移除：%1 %2</translation>
        </message>
        <message>
            <source>New key file</source>
            <translation>新建密钥文件</translation>
        </message>
        <message>
            <source>Remove a way to open the vault</source>
            <translation>移除一种打开方式</translation>
        </message>
        <message>
            <source>Remove “%1” (%2)?</source>
            <translation>移除“%1”（%2）？</translation>
        </message>
        <message>
            <source>It opens neither the vault nor its previous copy afterwards. The keys stay, under the ways that are left.</source>
            <translation>之后它既打不开保险库，也打不开上一份副本。密钥仍在，由其余方式打开。</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>Ways to open it</source>
            <translation>打开方式</translation>
        </message>
        <message>
            <source>Each of them opens the same vault. A password or a key file always stays: a keychain that is lost must not lose the keys.</source>
            <translation>每种方式打开的是同一个保险库。密码或密钥文件至少保留一种：钥匙串丢了，密钥不能跟着丢。</translation>
        </message>
        <message>
            <source>Add password…</source>
            <translation>添加密码…</translation>
        </message>
        <message>
            <source>New key file…</source>
            <translation>新建密钥文件…</translation>
        </message>
        <message>
            <source>Use the system&apos;s keychain</source>
            <translation>使用系统钥匙串</translation>
        </message>
        <message>
            <source>Unlock with a key file…</source>
            <translation>用密钥文件解锁…</translation>
        </message>
    </context>
    <context>
        <name>paydesk::AddPasswordDialog</name>
        <message>
            <source>Add a password</source>
            <translation>添加密码</translation>
        </message>
        <message>
            <source>It opens the vault as the other ways do. Whoever has it has every key in the vault.</source>
            <translation>它和其他方式一样能打开保险库。拿到它的人就拿到了保险库里的所有密钥。</translation>
        </message>
        <message>
            <source>Add password</source>
            <translation>添加密码</translation>
        </message>
        <message>
            <source>New vault password</source>
            <translation>保险库新密码</translation>
        </message>
        <message>
            <source>At least %1 characters; a few random words are good.</source>
            <translation>至少 %1 个字符；几个随机的词就很好。</translation>
        </message>
        <message>
            <source>The same once more</source>
            <translation>再输入一次</translation>
        </message>
    </context>
    <context>
        <name>paydesk::StoredSecret</name>
        <message>
            <source>Hide the %1</source>
            <translation>隐藏%1</translation>
        </message>
        <message>
            <source>Show the %1 for 10 s</source>
            <translation>显示%1 10 秒</translation>
        </message>
        <message>
            <source>Copy the %1 for 20 s</source>
            <translation>复制%1，20 秒后清除</translation>
        </message>
        <message numerus="yes">
            <source>Shown for %n more second(s).</source>
            <translation>
                <numerusform>还显示 %n 秒。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>On the clipboard; it is emptied in %n second(s).</source>
            <translation>
                <numerusform>已复制；%n 秒后清空剪贴板。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SalvageOffer</name>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Restore a backup, or begin a new history with every order that can still be read. The damaged file is kept.</source>
            <translation>可以恢复备份，也可以开始新的历史，把还能读出的订单都带过去。损坏的文件会保留。</translation>
        </message>
        <message>
            <source>Begin a new history</source>
            <translation>开始新的历史</translation>
        </message>
        <message>
            <source>Reading what can be read of the history …</source>
            <translation>正在读取历史中还能读出的内容…</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>The new history has %1 orders, %2 refunds and %3 events.</source>
            <translation>新的历史里有 %1 个订单、%2 笔退款、%3 条事件。</translation>
        </message>
        <message>
            <source>The damaged file was kept as %1.</source>
            <translation>损坏的文件已保留为 %1。</translation>
        </message>
        <message>
            <source>Not everything could be read: import the missing orders again, or reconcile the bills of these days.</source>
            <translation>有些内容读不出来：请重新导入缺少的订单，或用这些天的账单对账。</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>继续</translation>
        </message>
    </context>
</TS>
