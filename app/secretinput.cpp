#include "app/secretinput.h"

#include <cstdio>

#ifdef Q_OS_UNIX
#include <termios.h>
#include <unistd.h>
#endif

namespace paydesk {

Secret secretFromText(QByteArray&& text)
{
    QByteArrayView view(text);
    if (view.endsWith("\r\n"))
        view.chop(2);
    else if (view.endsWith('\n'))
        view.chop(1);
    QByteArray bytes = view.toByteArray();
    Secret secret(std::move(bytes));
    wipe(text);
    return secret;
}

bool onTerminal([[maybe_unused]] int fd)
{
#ifdef Q_OS_UNIX
    return isatty(fd) != 0;
#else
    return false;
#endif
}

bool canAskPassword()
{
    return onTerminal(0) && onTerminal(2);
}

Secret askPassword([[maybe_unused]] const QString& prompt)
{
    QByteArray typed;
#ifdef Q_OS_UNIX
    const QByteArray text = prompt.toUtf8();
    std::fwrite(text.constData(), 1, std::size_t(text.size()), stderr);
    termios before{};
    tcgetattr(STDIN_FILENO, &before);
    termios silent = before;
    silent.c_lflag &= ~tcflag_t(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    // Growing would leave the shorter copies behind.
    typed.reserve(256);
    for (char c = 0; read(STDIN_FILENO, &c, 1) == 1 && c != '\n';)
        typed += c;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::fputc('\n', stderr);
#endif
    return Secret(std::move(typed));
}

} // namespace paydesk
