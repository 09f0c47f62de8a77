extension BuiltInList {
    /// Names that nearly every network asks for every day. Blocking one by a feed's mistake is felt by everybody, so a
    /// person is asked first. Imported popularity lists go on from here; names whose ill repute is earned (link
    /// shorteners, paste and file hosts) are left to them.
    static let popularNameEntries = groups.flatMap { subject, names in
        names.split(whereSeparator: \.isWhitespace).map { text in
            BuiltInList.popularNames.askFirst(
                String(text),
                reason: "\(subject), asked for by nearly every network"
            )
        }
    }

    private func askFirst(_ text: String, reason: String) -> AllowlistEntry {
        entry(text, .popularName, reason, kind: .askFirst, reach: .registrable)
    }

    private static let groups = [
        (
            "search, mail and social media",
            """
            google.com googleapis.com gstatic.com googleusercontent.com googlevideo.com ytimg.com ggpht.com youtube.com
            youtu.be youtube-nocookie.com gmail.com goo.gl google-analytics.com googletagmanager.com googleadservices.com
            googlesyndication.com doubleclick.net gvt1.com gvt2.com recaptcha.net android.com chrome.com chromium.org
            withgoogle.com google.ae google.com.sa google.com.qa google.com.om google.com.bh google.com.kw google.co.uk
            bing.com msn.com live.com hotmail.com outlook.com yahoo.com yimg.com aol.com duckduckgo.com startpage.com
            ecosia.org baidu.com yandex.ru yandex.com yandex.net ya.ru mail.ru vk.com qq.com weibo.com naver.com
            facebook.com facebook.net fbcdn.net fb.com fbsbx.com instagram.com cdninstagram.com whatsapp.com whatsapp.net
            messenger.com threads.net meta.com twitter.com x.com twimg.com t.co linkedin.com licdn.com tiktok.com
            tiktokcdn.com tiktokv.com byteoversea.com snapchat.com sc-cdn.net pinterest.com pinimg.com reddit.com
            redd.it redditstatic.com redditmedia.com tumblr.com quora.com telegram.org t.me signal.org discord.com
            discordapp.com discord.gg viber.com line.me wechat.com skype.com imo.im clubhouse.com medium.com
            wikipedia.org wikimedia.org wikidata.org mediawiki.org archive.org proton.me protonmail.com zoho.com gmx.net
            """
        ),
        (
            "a maker of systems and programs",
            """
            microsoft.com windows.com windowsupdate.com office.com office365.com office.net microsoftonline.com
            microsoftonline-p.com live.net msftncsi.com msftconnecttest.com msftauth.net msauth.net azure.com azure.net
            azureedge.net windows.net visualstudio.com sharepoint.com onedrive.com onenote.com skypeforbusiness.com
            powerbi.com dynamics.com xboxlive.com xbox.com s-microsoft.com aspnetcdn.com akadns.net trafficmanager.net
            apple.com icloud.com icloud-content.com mzstatic.com apple-dns.net aaplimg.com cdn-apple.com itunes.com
            me.com swift.org ubuntu.com debian.org redhat.com fedoraproject.org centos.org suse.com opensuse.org
            archlinux.org alpinelinux.org kernel.org gnu.org freebsd.org openbsd.org mozilla.org mozilla.net mozilla.com
            firefox.com opera.com brave.com vivaldi.com samsung.com samsungcloud.com samsungdm.com huawei.com
            hicloud.com xiaomi.com mi.com miui.com oppo.com vivo.com oneplus.com sony.com playstation.net lg.com
            intel.com amd.com nvidia.com qualcomm.com dell.com hp.com lenovo.com ibm.com oracle.com java.com sap.com
            salesforce.com force.com servicenow.com workday.com vmware.com broadcom.com citrix.com adobe.com adobe.io
            typekit.net autodesk.com atlassian.com atlassian.net jira.com slack.com slack-edge.com zoom.us webex.com
            teamviewer.com anydesk.com logmein.com gotomeeting.com dropbox.com dropboxapi.com box.com evernote.com
            notion.so trello.com asana.com figma.com canva.com grammarly.com openai.com chatgpt.com anthropic.com
            claude.ai gemini.com perplexity.ai huggingface.co github.com githubassets.com githubusercontent.com
            gitlab.com bitbucket.org sourceforge.net stackoverflow.com stackexchange.com npmjs.org npmjs.com pypi.org
            pythonhosted.org python.org rubygems.org crates.io rust-lang.org golang.org go.dev nodejs.org docker.com
            docker.io kubernetes.io apache.org nginx.org nginx.com maven.org gradle.org jetbrains.com php.net mysql.com
            postgresql.org sqlite.org mongodb.com elastic.co grafana.com readthedocs.io w3.org w3schools.com ietf.org
            iana.org icann.org
            """
        ),
        (
            "security and certificates",
            """
            digicert.com globalsign.com globalsign.net sectigo.com comodoca.com usertrust.com letsencrypt.org lencr.org
            identrust.com entrust.net godaddy.com starfieldtech.com verisign.com symantec.com amazontrust.com pki.goog
            ssl.com virustotal.com kaspersky.com kaspersky-labs.com eset.com bitdefender.com avast.com avg.com avira.com
            mcafee.com trendmicro.com sophos.com sophosupd.com crowdstrike.com sentinelone.net fortinet.com
            fortiguard.com paloaltonetworks.com checkpoint.com cisco.com umbrella.com opendns.com quad9.net zscaler.com
            malwarebytes.com f-secure.com okta.com oktacdn.com duosecurity.com auth0.com 1password.com lastpass.com
            """
        ),
        (
            "a network that carries other sites",
            """
            cloudflare.com cloudflare.net cloudflare-dns.com cloudflareinsights.com akamai.net akamai.com akamaiedge.net
            akamaihd.net akamaized.net edgekey.net edgesuite.net fastly.net fastly.com amazonaws.com cloudfront.net
            amazon.com media-amazon.com ssl-images-amazon.com amazon.ae amazon.sa awsstatic.com awsglobalaccelerator.com
            digitalocean.com linode.com vultr.com hetzner.com ovh.net ovhcloud.com oraclecloud.com alibaba.com
            alicdn.com aliyun.com aliyuncs.com alipay.com tencent.com jsdelivr.net unpkg.com cdnjs.com bootstrapcdn.com
            jquery.com fontawesome.com gravatar.com wp.com wordpress.com wordpress.org wix.com squarespace.com
            shopify.com shopifycdn.com godaddysites.com imperva.com incapdns.net limelight.com llnwd.net edgecastcdn.net
            stackpathdns.com kxcdn.com b-cdn.net pool.ntp.org ntp.org
            """
        ),
        (
            "a resolver for anybody",
            """
            dns.google one.one.one.one adguard-dns.com dns.adguard.com cleanbrowsing.org nextdns.io dns.alidns.com doh.pub
            dns0.eu doh.xfinity.com
            """
        ),
        (
            "what programs ask for by themselves",
            """
            ipify.org ipinfo.io ip-api.com icanhazip.com ifconfig.me ifconfig.co ipecho.net ident.me ip.sb ipapi.co
            ipwho.is cookielaw.org onetrust.com adblockplus.org sentry.io newrelic.com nr-data.net hotjar.com
            """
        ),
        (
            "trade, travel and payment",
            """
            ebay.com aliexpress.com temu.com shein.com noon.com walmart.com ikea.com booking.com agoda.com airbnb.com
            expedia.com tripadvisor.com uber.com careem.com talabat.com jahez.net hungerstation.com emirates.com
            etihad.com flydubai.com airarabia.com qatarairways.com saudia.com flynas.com flyadeal.com omanair.com
            gulfair.com kuwaitairways.com jazeeraairways.com paypal.com paypalobjects.com visa.com mastercard.com
            americanexpress.com stripe.com stripe.network adyen.com klarna.com wise.com westernunion.com swift.com
            bloomberg.com reuters.com investing.com tradingview.com binance.com coinbase.com
            """
        ),
        (
            "news, film, music and games",
            """
            bbc.co.uk bbc.com bbci.co.uk cnn.com nytimes.com theguardian.com washingtonpost.com wsj.com ft.com
            aljazeera.net aljazeera.com alarabiya.net skynewsarabia.com arabnews.com gulfnews.com khaleejtimes.com
            thenationalnews.com aawsat.com okaz.com.sa sabq.org wam.ae netflix.com nflxvideo.net nflxso.net
            nflximg.net primevideo.com disneyplus.com hulu.com hbomax.com shahid.net mbc.net osnplus.com starzplay.com
            spotify.com scdn.co anghami.com soundcloud.com deezer.com twitch.tv ttvnw.net vimeo.com vimeocdn.com
            dailymotion.com steampowered.com steamcommunity.com steamstatic.com epicgames.com ea.com roblox.com
            rbxcdn.com minecraft.net playstation.com nintendo.net riotgames.com blizzard.com battle.net pubg.com
            supercell.com imdb.com fifa.com espn.com shutterstock.com weebly.com seznam.cz free.fr softonic.com garenanow.com
            creativecommons.org mega.nz mediafire.com
            """
        ),
        (
            "a bank, carrier or service of the Gulf",
            """
            stc.com.sa stc.sa mobily.com.sa zain.com sa.zain.com etisalat.ae eand.com du.ae ooredoo.qa ooredoo.com
            ooredoo.om omantel.om vodafone.qa vodafone.om batelco.com stc.com.bh stc.com.kw kw.zain.com bh.zain.com
            alrajhibank.com.sa alahli.com snb.com riyadbank.com samba.com sabb.com bankalbilad.com alinma.com
            anb.com.sa alfransi.com.sa emiratesnbd.com bankfab.com adcb.com mashreqbank.com dib.ae adib.ae cbd.ae
            rakbank.ae qnb.com qib.com.qa cbq.qa dohabank.com.qa bankmuscat.com nbo.om bankdhofar.com soharinternational.com
            nbk.com kfh.com gulfbank.com.kw burgan.com boubyan.com bbkonline.com nbbonline.com ahliunited.com
            saudiaramco.com aramco.com sabic.com adnoc.ae qatarenergy.qa kpc.com.kw pdo.co.om bapco.net
            absher.sa nafath.sa uaepass.ae gcc-sg.org qafco.qa
            """
        ),
    ]
}
