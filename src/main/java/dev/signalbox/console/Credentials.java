package dev.signalbox.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** Name and passwords as somebody types them; forgotten with the request. */
@Named
@RequestScoped
public class Credentials {
    private String username = "";
    private String password = "";
    private String newPassword = "";

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getNewPassword() {
        return newPassword;
    }

    public void setNewPassword(String newPassword) {
        this.newPassword = newPassword;
    }
}
